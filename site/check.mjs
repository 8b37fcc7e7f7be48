// Follows every link of the built site that stays in it, to its file and to its anchor. Ends with 1 if one is dead.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const site = join(import.meta.dirname, 'target', 'site')
const files = readdirSync(site, { recursive: true }).filter((file) => file.endsWith('.html'))
const texts = new Map()
const text = (file) => texts.get(file) ?? texts.set(file, readFileSync(file, 'utf8')).get(file)
const escaped = (anchor) => anchor.replace(/</g, '&lt;').replace(/>/g, '&gt;')
const has = (file, anchor) => [anchor, escaped(anchor), encodeURIComponent(anchor)].some((id) => text(file).includes(`id="${id}"`))
let links = 0
const dead = []
for (const name of files) {
  const file = join(site, name)
  for (const [, link] of text(file).replace(/<script[\s\S]*?<\/script>/g, '').matchAll(/ (?:href|src)="([^"]*)"/g)) {
    if (/^([a-z]+:|\/\/)/.test(link) || link === '') continue
    // Javadoc's own table of contents has an entry for what its packages have in common, which is no package.
    if (name === join('api', 'constant-values.html') && link === '#org.wingloss') continue
    links++
    const [path, anchor] = link.replace(/&amp;/g, '&').split('#').map(decodeURIComponent)
    let to = path === '' ? file : path.startsWith('/') ? join(site, path) : join(dirname(file), path)
    if (existsSync(to) && statSync(to).isDirectory()) to = join(to, 'index.html')
    if (!existsSync(to) && existsSync(`${to}.html`)) to += '.html'
    if (!existsSync(to) || (anchor && to.endsWith('.html') && !has(to, anchor))) {
      dead.push(`${relative(site, file)}: ${link}`)
    }
  }
}
console.log(`${files.length} pages, ${links} links, ${dead.length} dead`)
if (dead.length > 0 || files.length < 500 || links < 5000) {
  console.log(dead.slice(0, 50).join('\n'))
  process.exit(1)
}
