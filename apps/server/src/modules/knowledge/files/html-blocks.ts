import { createTextBlocks } from './text-blocks.ts'

type Table = { rows: string[][]; cell: string | null }

const lineEnding = new Set(
  (
    'p div section article main header figure figcaption blockquote pre address dl dt dd ul ol details summary ' +
    'fieldset hr body caption'
  ).split(' '),
)

/** Makes blocks of text from the tags of a page, in the order in which they open and close. */
export function createHtmlBlocks() {
  const blocks = createTextBlocks()
  const tables: Table[] = []
  let text = ''
  let heading = 0
  let isItem = false

  function flush(): void {
    const table = tables.at(-1)
    if (table) {
      if (table.cell !== null) table.cell += ` ${text}`
    } else if (heading > 0) blocks.addHeading(heading, text)
    else blocks.add(text, isItem ? 'item' : 'text')
    text = ''
  }

  function endTable(): void {
    flush()
    const table = tables.pop()
    const outer = tables.at(-1)
    if (table && !outer) blocks.addTable(table.rows)
    if (table && outer?.cell != null) outer.cell += ` ${table.rows.map((row) => row.join(' ')).join(' ')}`
  }

  function endCell(): void {
    const table = tables.at(-1)
    if (!table || table.cell === null) return
    flush()
    if (table.rows.length === 0) table.rows.push([])
    table.rows.at(-1)?.push(table.cell)
    table.cell = null
  }

  return {
    say(words: string): void {
      text += words.replace(/\s+/g, ' ')
    },
    open(name: string): void {
      const level = /^h([1-6])$/.exec(name)?.[1]
      const table = tables.at(-1)
      if (name === 'br') text += '\n'
      else if (level || name === 'li' || name === 'table' || lineEnding.has(name)) flush()
      if (level) heading = Number(level)
      if (name === 'li') isItem = true
      if (name === 'table') tables.push({ rows: [], cell: null })
      if (name === 'tr') table?.rows.push([])
      if ((name === 'td' || name === 'th') && table) {
        text = ''
        table.cell = ''
      }
    },
    close(name: string): void {
      if (name === 'td' || name === 'th') endCell()
      else if (name === 'table') endTable()
      else if (/^h[1-6]$/.test(name)) {
        flush()
        heading = 0
      } else if (name === 'li') {
        flush()
        isItem = false
      } else if (lineEnding.has(name)) flush()
    },
    end(): string {
      flush()
      while (tables.length > 0) endTable()
      return blocks.text()
    },
  }
}
