/** As loosely as the server may not: it is the one that judges. */
const looksRight = (text: string) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}$/.test(text)

/** The addresses in a text as people paste them, `Mali <mali@example.com>` included; each once, in lower case. */
export function parseAddresses(text: string): { addresses: string[]; invalid: string[] } {
  const addresses = new Set<string>()
  const invalid: string[] = []
  for (const part of text.split(/[,;\n]+/)) {
    const inBrackets = /<([^<>]*)>/.exec(part)?.[1]
    for (const word of (inBrackets ?? part).split(/\s+/)) {
      if (word === '') continue
      if (looksRight(word)) addresses.add(word.toLowerCase())
      else invalid.push(word)
    }
  }
  return { addresses: [...addresses], invalid }
}
