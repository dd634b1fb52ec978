import { damaged, unsupported } from './file-problem.ts'
import { decodeXml, parseXml } from './xml.ts'
import { readZip, unpack, type ZipEntry } from './zip.ts'

export type OfficeFormat = 'docx' | 'xlsx' | 'pptx'
export type Relation = { type: string; target: string }

/** A document of Word, Excel or PowerPoint: an archive of XML parts that name each other. */
export type OfficePackage = {
  format: OfficeFormat
  /** The part that everything else hangs on. */
  main: string
  /** The XML of a part; undefined when there is none. */
  part(name: string): string | undefined
  /** What a part points to within the file, by id. */
  relations(name: string): Map<string, Relation>
}

const kinds: Record<string, OfficeFormat> = {
  wordprocessingml: 'docx',
  spreadsheetml: 'xlsx',
  presentationml: 'pptx',
}

/** @throws FileProblem for archives that are no such document. */
export function openPackage(bytes: Buffer): OfficePackage {
  return packageOf(readZip(bytes))
}

export function packageOf(entries: ZipEntry[]): OfficePackage {
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const part = (name: string) => {
    const entry = byName.get(name.toLowerCase())
    return entry && decodeXml(unpack(entry))
  }
  const relations = (name: string) => readRelations(name, part(relationsPartOf(name)))
  const types = part('[Content_Types].xml')
  if (types === undefined) throw unsupported('An archive cannot be added. Unpack it and add the documents in it.')
  const main = [...relations('').values()].find(({ type }) => type.endsWith('/officeDocument'))?.target
  if (!main || !byName.has(main.toLowerCase())) throw damaged('The main part of the document is missing.')
  return { format: formatOf(types, main), main, part, relations }
}

const folderOf = (name: string) => name.slice(0, name.lastIndexOf('/') + 1)
const relationsPartOf = (name: string) => `${folderOf(name)}_rels/${name.slice(folderOf(name).length)}.rels`

function readRelations(name: string, xml: string | undefined): Map<string, Relation> {
  const found = new Map<string, Relation>()
  if (xml === undefined) return found
  parseXml(xml, {
    open(tag, { Id: id, Type: type, Target: target, TargetMode: mode }) {
      // What lies outside of the file is never fetched.
      if (tag !== 'Relationship' || !id || !target || mode === 'External') return
      found.set(id, { type: type ?? '', target: resolvePart(folderOf(name), target) })
    },
  })
  return found
}

/** Within the archive, whatever it says: `..` ends at the top. */
function resolvePart(folder: string, target: string): string {
  return URL.parse(target, `file:///${folder}`)?.pathname.slice(1) ?? ''
}

function formatOf(types: string, main: string): OfficeFormat {
  let type = ''
  parseXml(types, {
    open(tag, { PartName: part, ContentType: contentType }) {
      if (tag === 'Override' && part?.toLowerCase() === `/${main.toLowerCase()}`) type = contentType ?? ''
    },
  })
  const kind = Object.entries(kinds).find(([word]) => type.includes(word))?.[1]
  if (!kind || !type.endsWith('main+xml')) throw unsupported('This is no document of Word, Excel or PowerPoint.')
  return kind
}
