import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = new URL('./content/', import.meta.url)
const read = (name: string) => readFile(fileURLToPath(new URL(name, folder)), 'utf8')

export type SampleEntry = { topic: string; language: 'en' | 'th'; question: string; answer: string }

/** The sample shop's knowledge, as its files hold it. */
export async function readSampleContent() {
  const [entries, guideEn, guideTh] = await Promise.all([
    read('entries.json'),
    read('care-guide.en.md'),
    read('care-guide.th.md'),
  ])
  return {
    entries: JSON.parse(entries) as SampleEntry[],
    documents: [
      { title: 'Care guide', text: guideEn },
      { title: 'คู่มือการดูแล', text: guideTh },
    ],
  }
}

/** The shop's page, with the widget's script in it. @param isOwn its links keep to this widget. */
export async function readDemoPage(locale: 'en' | 'th', widgetKey: string, isOwn: boolean): Promise<string> {
  const html = await read(locale === 'th' ? 'demo.th.html' : 'demo.html')
  // The shop is light whatever the visitor's system is, and so is its chat.
  const script = `<script async src="/widget.js" data-widget="${widgetKey}" data-theme="light"></script>`
  const page = html.replace('<!-- widget -->', script)
  if (!isOwn) return page
  const own = `widget=${widgetKey}`
  return page
    .replaceAll('href="/demo"', `href="/demo?${own}"`)
    .replaceAll('href="/demo?lang=th"', `href="/demo?lang=th&amp;${own}"`)
}

export const readDemoStyles = () => read('demo.css')
