import { oneLine, tableText } from '../files/text-blocks.ts'

type Table = { rows: string[][]; cell: { name: string; text: string } | null; isLayout: boolean }

/**
 * The tables that are open while a page is read, the innermost last. A cell that holds a heading or another table only sets
 * out the page: what is in such a table is read as if there were none.
 */
export function createHtmlTables(add: (text: string) => void) {
  const tables: Table[] = []

  function endCell(table: Table): void {
    if (!table.cell) return
    if (table.rows.length === 0) table.rows.push([])
    table.rows.at(-1)?.push(table.cell.text)
    table.cell = null
  }

  function layOut(table: Table): void {
    endCell(table)
    for (const row of table.rows) add(row.map(oneLine).filter(Boolean).join(' — '))
    table.rows = []
    table.isLayout = true
  }

  return {
    /** @returns false where no cell is open: the words stand for themselves. */
    take(words: string): boolean {
      const cell = tables.at(-1)?.cell
      if (cell) cell.text += ` ${words}`
      return Boolean(cell)
    },
    begin(name: string, isHeading: boolean): void {
      const table = tables.at(-1)
      if (table?.cell && (name === 'table' || (isHeading && table.cell.name === 'td'))) layOut(table)
      if (name === 'table') tables.push({ rows: [], cell: null, isLayout: false })
      if (name === 'tr') table?.rows.push([])
      if ((name === 'td' || name === 'th') && table && !table.isLayout) table.cell = { name, text: '' }
    },
    end(name: string): void {
      const table = tables.at(-1)
      if (!table) return
      if (name === 'td' || name === 'th') endCell(table)
      if (name !== 'table') return
      tables.pop()
      add(tableText(table.rows))
    },
  }
}
