// Lays out the documents of the repository as pages: target/pages, and target/pages.json, which lists them for the side bar.
// A link to a document becomes one to its page, a link to a source file one to its Javadoc, any other file is copied.
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')
const out = join(import.meta.dirname, 'target', 'pages')
const api = join(out, 'public', 'api')
const verbs = join(import.meta.dirname, 'target', 'verbs')

// document → page
const map = [
  ['docs/quick-start.md', 'guide/quick-start', 'Guides', 'Quick start'],
  ['docs/300w.md', 'guide/300w', 'Guides', '300-W in four commands'],
  ['docs/own-landmarks.md', 'guide/own-landmarks', 'Guides', 'Your own landmarks'],
  ['docs/scoring.md', 'guide/scoring', 'Guides', "Scoring others' predictions"],
  ['docs/ci.md', 'guide/ci', 'Guides', 'Continuous integration'],
  ['docs/shards.md', 'guide/shards', 'Guides', 'Many machines'],
  ['docs/large-data.md', 'guide/large-data', 'Guides', 'More faces than memory'],
  ['docs/throughput.md', 'guide/throughput', 'Guides', 'Throughput'],
  ['docs/gpu.md', 'guide/gpu', 'Guides', 'GPU'],
  ['extensions/bridge/README.md', 'guide/bridge', 'Guides', 'Any PyTorch'],
  ['examples/README.md', 'guide/examples', 'Guides', 'Examples'],
  ['docs/paper.md', 'paper', 'The paper', 'The paper, as facts'],
  ['docs/reproduce.md', 'reproduce', 'The paper', 'Its tables'],
  ['docs/where-is-what.md', 'where-is-what', 'The paper', 'Where is what'],
  ['results/README.md', 'results', 'The paper', 'Results'],
  ...['loss-core', 'data', 'model', 'training', 'evaluation', 'cli'].map((m) => [`${m}/README.md`, `modules/${m}`, 'Modules', m]),
  ['README.md', 'overview', 'Project', 'Overview'],
  ['CONTRIBUTING.md', 'contributing', 'Project', 'Contributing'],
  ['SECURITY.md', 'security', 'Project', 'Security'],
  ['CHANGELOG.md', 'changelog', 'Project', 'Changelog'],
  ['docs/pictures/README.md', 'pictures', 'Project', 'How the pictures are made'],
  ['model/src/main/resources/org/wingloss/model/standard/README.md', 'modules/built-in-model', 'Modules', 'The built-in model'],
  ['model/src/main/resources/org/wingloss/model/detector/face-detector.md', 'modules/face-detector', 'Modules', 'The face detector'],
]
// Modules that came later have a page without being named here.
for (const folder of readdirSync(root)) {
  const readme = `${folder}/README.md`
  if (existsSync(join(root, folder, 'pom.xml')) && existsSync(join(root, readme)) && !map.some(([from]) => from === readme)) {
    map.push([readme, `modules/${folder}`, 'Modules', folder])
  }
}
const pageOf = new Map(map.map(([from, to]) => [from, to]))

const write = (page, text) => {
  const file = join(out, `${page}.md`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

const copied = (source) => {
  // A server shows text; what it does not know it would offer to store.
  const path = /\.(jpg|png|svg|json|txt)$/.test(source) ? source : `${source}.txt`
  const to = join(out, 'public', 'files', path)
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(join(root, source), to)
  return `/files/${path}`
}

const target = (document, link, picture) => {
  if (/^[a-z]+:/.test(link) || link.startsWith('#')) return link
  const [file, anchor] = link.split('#')
  const path = posix.normalize(posix.join(posix.dirname(document), file)).replace(/\/$/, '')
  const hash = anchor ? `#${anchor}` : ''
  if (pageOf.has(path)) return `/${pageOf.get(path)}${hash}`
  if (pageOf.has(`${path}/README.md`)) return `/${pageOf.get(`${path}/README.md`)}${hash}`
  if (!existsSync(join(root, path))) throw new Error(`${document}: there is no ${link}`)
  if (statSync(join(root, path)).isDirectory()) return `/${pageOf.get(`${path.split('/')[0]}/README.md`)}`
  const type = /\/src\/main\/java\/(.*)\.java$/.exec(path)
  if (type && existsSync(join(api, `${type[1]}.html`))) return `/api/${type[1]}.html`
  return copied(path)
}

const page = (document) => {
  const parts = readFileSync(join(root, document), 'utf8').split(/(^```[\s\S]*?^```$)/m)
  return parts
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/(!?)(\[(?:[^\]]|\](?!\())*\])\(([^)\s]+)\)/g, (all, bang, text, link) => `${bang}${text}(${target(document, link, bang)})`)
            // What looks like a tag and is none would be one to the generator.
            .replace(/\{\{/g, '&#123;&#123;')
    )
    .join('')
}

rmSync(join(out, 'public', 'files'), { recursive: true, force: true })
for (const [from, to] of map) write(to, page(from))
copyFileSync(join(import.meta.dirname, 'index.md'), join(out, 'index.md'))
for (const name of ['faces.jpg', 'report.png']) copied(`docs/pictures/${name}`)

// One page a verb: what picocli prints.
const names = readdirSync(verbs).filter((file) => file.endsWith('.txt')).map((file) => file.replace('.txt', '')).sort()
if (names.length < 20) throw new Error(`only ${names.length} verbs in ${verbs}`)
const help = (name) => readFileSync(join(verbs, `${name}.txt`), 'utf8').trimEnd()
const summary = (text) => text.split('\n').find((line) => line && !/^(Usage:| )/.test(line)) ?? ''
for (const name of names) write(`verbs/${name}`, `---\naside: false\n---\n\n# wingloss ${name}\n\n\`\`\`text\n${help(name)}\n\`\`\`\n`)
write(
  'verbs/index',
  `# Verbs\n\nWhat \`wingloss VERB --help\` prints, for every verb.\n\n${names.map((name) => `* [${name}](/verbs/${name}): ${summary(help(name)).replace(/[<{]/g, '\\$&')}`).join('\n')}\n`
)
writeFileSync(
  join(import.meta.dirname, 'target', 'pages.json'),
  JSON.stringify([
    ...map.map(([, to, section, text]) => ({ section, text, link: `/${to}` })),
    ...names.map((name) => ({ section: 'Verbs', text: name, link: `/verbs/${name}` })),
  ])
)
console.log(`${map.length} documents, ${names.length} verbs: ${relative(root, out)}`)
