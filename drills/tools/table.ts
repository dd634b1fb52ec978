/**
 * Lines up cells in columns; a cell that is wider than its column goes on in the next line.
 * @param widths of the columns, in characters; the first row is the head.
 */
export function table(widths: number[], rows: string[][]): string {
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()
  const lines = rows.flatMap((row) => {
    const wrapped = row.map((cell, at) => wrap(cell, widths[at] ?? 0))
    const height = Math.max(...wrapped.map((cell) => cell.length))
    return Array.from({ length: height }, (_, at) => line(wrapped.map((cell) => cell[at] ?? '')))
  })
  const head = lines.splice(0, 1)
  return [...head, widths.map((width) => '─'.repeat(width)).join('  '), ...lines].join('\n')
}

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? ''
    if (last === '') lines[lines.length - 1] = word
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
