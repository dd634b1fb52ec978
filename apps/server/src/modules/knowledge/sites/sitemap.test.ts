import { expect, test } from 'vitest'
import { parseSitemap, parseTextSitemap } from './sitemap.ts'

test('pages of a sitemap are its locations, those of pictures are not', () => {
  const xml = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x">
    <url><loc> https://a.example/?a=1&amp;b=2 </loc><lastmod>2026-01-01</lastmod>
      <image:image><image:loc>https://a.example/x.png</image:loc></image:image></url>
    <url><loc><![CDATA[https://a.example/cdata]]></loc></url></urlset>`
  expect(parseSitemap(xml)).toEqual({ pages: ['https://a.example/?a=1&b=2', 'https://a.example/cdata'], sitemaps: [] })
})

test('an index lists further sitemaps', () => {
  const xml = '<sitemapindex><sitemap><loc>https://a.example/1.xml.gz</loc></sitemap></sitemapindex>'
  expect(parseSitemap(xml)).toEqual({ pages: [], sitemaps: ['https://a.example/1.xml.gz'] })
})

test('entities that a file declares are not expanded, and cut-off files give what they have', () => {
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <urlset><url><loc>https://a.example/&b;&f;</loc></url><url><loc>https://a.example/cut`
  expect(parseSitemap(bomb).pages).toEqual(['https://a.example/&b;&f;', 'https://a.example/cut'])
})

test('no more entries are taken than any reading could use', () => {
  const xml = `<urlset>${'<url><loc>https://a.example/</loc></url>'.repeat(30_000)}</urlset>`
  expect(parseSitemap(xml).pages.length).toBe(20_000)
})

test('a plain list of addresses is a sitemap too', () => {
  expect(parseTextSitemap('https://a.example/1\n\nnot one\r\nhttp://a.example/2').pages).toEqual([
    'https://a.example/1',
    'http://a.example/2',
  ])
})
