import { Parser } from 'htmlparser2'

/** What a sitemap lists: pages, and further sitemaps where it is an index. */
export type Sitemap = { pages: string[]; sitemaps: string[] }

/** More are allowed in one file, and far more than any reading takes. */
const mostEntries = 20_000
const longestEntry = 2000

/** Reads the XML of a sitemap or of an index. Nothing in it is expanded or fetched: entities that it declares stay text. */
export function parseSitemap(xml: string): Sitemap {
  const found: Sitemap = { pages: [], sitemaps: [] }
  let inside: keyof Sitemap | null = null
  let location: string | null = null
  const parser = new Parser(
    {
      onopentag(name) {
        const local = localName(name)
        if (local === 'url') inside = 'pages'
        else if (local === 'sitemap') inside = 'sitemaps'
        // Pictures and videos have locations too, by another name.
        else if (name === 'loc' || (local === 'loc' && !/^(?:image|video):/.test(name))) location = ''
      },
      ontext(text) {
        if (location !== null && location.length <= longestEntry) location += text
      },
      onclosetag(name) {
        const local = localName(name)
        if (local === 'url' || local === 'sitemap') inside = null
        if (local !== 'loc' || location === null) return
        const address = location.trim()
        location = null
        const isRoom = found.pages.length + found.sitemaps.length < mostEntries
        if (inside && isRoom && address && address.length <= longestEntry) found[inside].push(address)
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(xml)
  return found
}

const localName = (name: string) => name.split(':').at(-1) ?? name

/** Some sites list their pages in a plain text file. */
export const parseTextSitemap = (text: string): Sitemap => ({
  pages: text
    .split(/\r\n|\r|\n/, mostEntries)
    .map((line) => line.trim())
    .filter((line) => /^https?:\/\//.test(line)),
  sitemaps: [],
})
