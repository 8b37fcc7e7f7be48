import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const pages = JSON.parse(readFileSync(here('../target/pages.json'), 'utf8'))
const section = (name) => ({
  text: name,
  items: pages.filter((page) => page.section === name).map(({ text, link }) => ({ text, link })),
})

// GitHub's anchors: the documents are read there too.
const slug = (heading) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replace(/ /g, '-')

export default defineConfig({
  title: 'Wing Loss',
  description: 'Facial landmark localisation on the JVM',
  lang: 'en-GB',
  srcDir: 'target/pages',
  srcExclude: ['public/**'],
  outDir: 'target/site',
  cacheDir: 'target/cache',
  base: process.env.SITE_BASE ?? '/',
  // Written so that the pages can be read from the folder itself, too.
  cleanUrls: false,
  appearance: true,
  markdown: { anchor: { slugify: slug } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      { text: 'Quick start', link: '/guide/quick-start' },
      { text: 'Verbs', link: '/verbs/' },
      { text: 'The paper', link: '/paper' },
      { text: 'Javadoc', link: '/api/index.html', target: '_self' },
    ],
    sidebar: ['Guides', 'The paper', 'Modules', 'Verbs', 'Project'].map(section),
  },
})
