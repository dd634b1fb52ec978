import { Parser } from 'htmlparser2'
import { fileLimits } from './file-limits.ts'
import { damaged, tooComplex, unsafe } from './file-problem.ts'

/** Names come without their prefix: programs choose those as they like. */
export type XmlHandler = {
  open?(name: string, attributes: XmlAttributes): void
  close?(name: string): void
  text?(text: string): void
}
/** By name with prefix, as `r:id`. */
export type XmlAttributes = Record<string, string>

/** The text of an XML file. UTF-8 or UTF-16: office programs write nothing else. */
export function decodeXml(bytes: Buffer): string {
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff
  const isLittle = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0x3c && bytes[1] === 0)
  try {
    return new TextDecoder(isBig ? 'utf-16be' : isLittle ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw damaged('A part of the file is written in an unknown way.', error)
  }
}

/**
 * Reads XML as a stream of tags. Document types, and with them entities of their own, are refused: no program writes
 * them into documents, and they are how a few bytes become gigabytes or other files are reached.
 */
export function parseXml(xml: string, handler: XmlHandler): void {
  let depth = 0
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (name.startsWith('!')) throw unsafe('This file defines entities, which documents have no use for.')
      },
      onopentag(name, attributes) {
        depth += 1
        if (depth > fileLimits.xmlDepth) throw tooComplex('This file is nested too deeply.')
        handler.open?.(localName(name), attributes)
      },
      onclosetag(name) {
        depth -= 1
        handler.close?.(localName(name))
      },
      ontext: (text) => handler.text?.(text),
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(xml)
  // The parser would close what is left open.
  if (depth > 0) throw damaged('A part of the file breaks off.')
  parser.end()
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1)
