import { gzipSync } from 'node:zlib'
import { docxOf, docxParts, headingOf, paragraph, xlsxOf } from './office.fixture.ts'
import { pdfOf } from './pdf.fixture.ts'
import { type ZipPart, zipOf } from './zip.fixture.ts'

type Hostile = { what: string; name: string; code: string; make: () => Buffer }

const mebibyte = 1024 * 1024
const words = paragraph('Wash by hand.')
const withPart = (part: ZipPart) => docxOf(words, [part])
const image = (name: string, data: Buffer | string) => withPart({ name, data, isStored: true })
const body = (xml: string) =>
  zipOf(docxParts(words).map((part) => (part.name === 'word/document.xml' ? { ...part, data: xml } : part)))
const laughs = `<!DOCTYPE lolz [<!ENTITY a "lol">${'bcdefghij'
  .split('')
  .map((letter, at) => `<!ENTITY ${letter} "${`&${'abcdefghi'[at]};`.repeat(10)}">`)
  .join('')}]>`
const outside = '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
const gif = Buffer.from(
  'GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0!\xf9\x04\0\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;',
  'latin1',
)
const png = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d', 'hex'), Buffer.alloc(50)])
const compound = (stream: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1000),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(500),
  ])
const lockedPdf = () => {
  const text = pdfOf([['Secret']]).toString('latin1')
  const key = `<</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>`
  return Buffer.from(
    text.replace('trailer\n<<', `trailer\n<</Encrypt ${key}/ID[<${'00'.repeat(16)}><${'00'.repeat(16)}>]`),
    'latin1',
  )
}
/** A part in whose bytes another one lies, as in a bomb that unpacks the same bytes again and again. */
const overlapping = () => {
  const inner = zipOf([{ name: 'b.xml', data: '<b/>', isStored: true }]).subarray(0, 30 + 5 + 4)
  const [a, ...others] = [{ name: 'a.xml', data: inner, isStored: true }, ...docxParts(words)]
  return zipOf([a as ZipPart, ...others, { name: 'b.xml', data: '<b/>', isStored: true, told: { at: 35 } }])
}

/** What is sent to do harm, or could be read as two things, and with which code it has to be refused. */
export const hostileFiles: Hostile[] = [
  {
    what: 'a part that unpacks to a thousand times its size',
    name: 'bomb.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () => withPart({ name: 'word/media/a.bin', data: Buffer.alloc(40 * mebibyte) }),
  },
  {
    what: 'a part that unpacks to more than it says',
    name: 'liar.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () => withPart({ name: 'word/a.bin', data: Buffer.alloc(20 * mebibyte), told: { unpackedBytes: 1000 } }),
  },
  {
    what: 'many small parts that unpack to too much',
    name: 'sum.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () =>
      docxOf(
        words,
        Array.from({ length: 101 }, (_, at) => ({ name: `word/media/${at}.bin`, data: Buffer.alloc(mebibyte) })),
      ),
  },
  {
    what: 'thousands of parts',
    name: 'many.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () =>
      docxOf(
        words,
        Array.from({ length: 5001 }, (_, at) => ({ name: `word/media/${at}`, data: '', isStored: true })),
      ),
  },
  { what: 'parts that lie over each other', name: 'overlap.docx', code: 'DOCUMENT_TOO_COMPLEX', make: overlapping },
  {
    what: 'a packed picture that unpacks to too much',
    name: 'emz.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () => image('word/media/a.emz', gzipSync(Buffer.alloc(101 * mebibyte))),
  },
  {
    what: 'an archive among the pictures',
    name: 'nested.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('word/media/a.png', zipOf([{ name: 'x', data: 'x' }])),
  },
  {
    what: 'an archive of another kind',
    name: 'seven.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('word/media/a.7z', Buffer.from('7z\xbc\xaf\x27\x1crest', 'latin1')),
  },
  {
    what: 'an archive in an embedded document',
    name: 'deep.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('word/embeddings/a.docx', image('word/embeddings/b.docx', docxOf(words))),
  },
  {
    what: 'a bomb in an embedded document',
    name: 'inner.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () =>
      image('word/embeddings/a.docx', withPart({ name: 'word/media/a.bin', data: Buffer.alloc(40 * mebibyte) })),
  },
  {
    what: 'a name that leads out of the folder',
    name: 'slip.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('../../etc/cron.d/evil', 'x'),
  },
  { what: 'a name from the root', name: 'root.docx', code: 'DOCUMENT_UNSAFE', make: () => image('/etc/passwd', 'x') },
  {
    what: 'a name of another system',
    name: 'back.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('word\\..\\evil.exe', 'x'),
  },
  { what: 'a name with a drive', name: 'drive.docx', code: 'DOCUMENT_UNSAFE', make: () => image('C:evil.exe', 'x') },
  {
    what: 'a name with a control character',
    name: 'nul.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('word/a.xml\0.png', 'x'),
  },
  {
    what: 'two parts of one name',
    name: 'twice.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('WORD/document.xml', 'x'),
  },
  {
    what: 'one part of two names',
    name: 'names.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => withPart({ name: 'word/a.png', data: 'x', told: { localName: 'word/b.exe' } }),
  },
  {
    what: 'a link',
    name: 'link.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => withPart({ name: 'word/link', data: '/etc/passwd', isStored: true, mode: 0o120777 }),
  },
  {
    what: 'a part with a password',
    name: 'locked.docx',
    code: 'DOCUMENT_PROTECTED',
    make: () => withPart({ name: 'word/a.bin', data: 'x', flags: 1 }),
  },
  {
    what: 'a part packed in an unknown way',
    name: 'method.docx',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => withPart({ name: 'word/a.bin', data: 'x', told: { method: 99 } }),
  },
  {
    what: 'a part that is not what its checksum says',
    name: 'crc.docx',
    code: 'UNREADABLE_DOCUMENT',
    make: () => withPart({ name: 'word/a.bin', data: 'x', told: { crc: 1 } }),
  },
  {
    what: 'a file that breaks off',
    name: 'half.docx',
    code: 'UNREADABLE_DOCUMENT',
    make: () => docxOf(words).subarray(0, 700),
  },
  {
    what: 'an office document without its main part',
    name: 'headless.docx',
    code: 'UNREADABLE_DOCUMENT',
    make: () => zipOf(docxParts(words).filter(({ name }) => name !== 'word/document.xml')),
  },
  {
    what: 'entities that grow by ten with each step',
    name: 'laughs.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () =>
      body(
        `<?xml version="1.0"?>${laughs}<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>`,
      ),
  },
  {
    what: 'an entity from outside',
    name: 'xxe.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('customXml/item1.xml', `${outside}<r>&x;</r>`),
  },
  {
    what: 'an entity in another encoding',
    name: 'utf16.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => image('customXml/item1.xml', Buffer.from(`\ufeff${outside}<r>&x;</r>`, 'utf16le')),
  },
  {
    what: 'tags in tags without end',
    name: 'deep-xml.docx',
    code: 'DOCUMENT_TOO_COMPLEX',
    make: () => body('<a>'.repeat(100_000)),
  },
  {
    what: 'XML that breaks off',
    name: 'broken-xml.docx',
    code: 'UNREADABLE_DOCUMENT',
    make: () => body('<w:document><w:body><w:p>'),
  },
  {
    what: 'a PDF that is an archive as well',
    name: 'both.pdf',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.concat([pdfOf([['Hello']]), docxOf(words)]),
  },
  {
    what: 'a picture that is an archive as well',
    name: 'both.gif',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.concat([gif, zipOf([{ name: 'evil.class', data: 'x' }])]),
  },
  {
    what: 'a program with an archive behind it',
    name: 'setup.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.concat([Buffer.from('MZ\x90\0', 'latin1'), docxOf(words)]),
  },
  {
    what: 'a document with something behind it',
    name: 'tail.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.concat([docxOf(words), Buffer.from('<script>alert(1)</script>')]),
  },
  {
    what: 'a document with something in its comment',
    name: 'comment.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => zipOf(docxParts(words), { comment: '<script>alert(1)</script>' }),
  },
  {
    what: 'a page that is a PDF as well',
    name: 'both.html',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.concat([Buffer.from('<html><script>alert(1)</script><!--'), pdfOf([['Hello']])]),
  },
  {
    what: 'a page that is named as text',
    name: 'notes.txt',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.from('\n <!-- x --><html><script>alert(1)</script>'),
  },
  {
    what: 'a page that is named as a PDF',
    name: 'page.pdf',
    code: 'DOCUMENT_UNSAFE',
    make: () => Buffer.from('<!DOCTYPE html><p>Hello'),
  },
  {
    what: 'a PDF that is named as something else',
    name: 'letter.docx',
    code: 'DOCUMENT_UNSAFE',
    make: () => pdfOf([['Hello']]),
  },
  {
    what: 'a spreadsheet that is named as a PDF',
    name: 'prices.pdf',
    code: 'DOCUMENT_UNSAFE',
    make: () => xlsxOf({ Prices: [['Mug']] }),
  },
  {
    what: 'an archive',
    name: 'files.zip',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => zipOf([{ name: 'a.txt', data: 'Words.' }]),
  },
  {
    what: 'an archive that is named as a document',
    name: 'files.docx',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => zipOf([{ name: 'a.txt', data: 'Words.' }]),
  },
  {
    what: 'an archive of another program',
    name: 'files.tar.gz',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => gzipSync('words '.repeat(100)),
  },
  {
    what: 'a document with a password',
    name: 'secret.docx',
    code: 'DOCUMENT_PROTECTED',
    make: () => compound('EncryptedPackage'),
  },
  {
    what: 'a document of an older program',
    name: 'old.doc',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => compound('WordDocument'),
  },
  { what: 'a PDF with a password', name: 'secret.pdf', code: 'DOCUMENT_PROTECTED', make: lockedPdf },
  {
    what: 'a PDF that is none',
    name: 'broken.pdf',
    code: 'UNREADABLE_DOCUMENT',
    make: () => Buffer.from('%PDF-1.7\nnothing of the kind'),
  },
  {
    what: 'a PDF of too many pages',
    name: 'long.pdf',
    code: 'DOCUMENT_TOO_LONG',
    make: () => pdfOf(Array.from({ length: 501 }, () => ['Page'])),
  },
  { what: 'a picture', name: 'picture.pdf', code: 'UNSUPPORTED_DOCUMENT', make: () => png },
  {
    what: 'a drawing with a script',
    name: 'drawing.svg',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => Buffer.from('<svg onload="alert(1)"/>'),
  },
  {
    what: 'XML with an entity from outside',
    name: 'data.xml',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => Buffer.from(`<?xml version="1.0"?>${outside}<r>&x;</r>`),
  },
  {
    what: 'a program',
    name: 'readme.txt',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), Buffer.alloc(200)]),
  },
  {
    what: 'text with bytes that are none',
    name: 'notes.txt',
    code: 'UNSUPPORTED_DOCUMENT',
    make: () => Buffer.from('Words.\0\0\x01'),
  },
  { what: 'rich text', name: 'letter.rtf', code: 'UNSUPPORTED_DOCUMENT', make: () => Buffer.from('{\\rtf1 Hello}') },
  { what: 'nothing', name: 'empty.txt', code: 'UNREADABLE_DOCUMENT', make: () => Buffer.alloc(0) },
  { what: 'blanks', name: 'blank.txt', code: 'UNREADABLE_DOCUMENT', make: () => Buffer.from(' \n\t\n') },
  {
    what: 'more text than can be read',
    name: 'long.txt',
    code: 'DOCUMENT_TOO_LONG',
    make: () => Buffer.from('word '.repeat(210_000)),
  },
]

/** What looks like one of them, and is what people have. */
export const harmlessFiles: { what: string; name: string; make: () => Buffer }[] = [
  {
    what: 'a document with macros, which nobody runs',
    name: 'macros.docm',
    make: () => docxOf(words, [{ name: 'word/vbaProject.bin', data: 'Sub AutoOpen()' }]),
  },
  {
    what: 'a document with a chart, which holds a spreadsheet',
    name: 'chart.docx',
    make: () =>
      image(
        'word/embeddings/Microsoft_Excel_Sheet1.xlsx',
        xlsxOf({
          Data: [
            ['a', 'b'],
            [{ number: 1 }, { number: 2 }],
          ],
        }),
      ),
  },
  {
    what: 'a document with a packed drawing',
    name: 'drawing.docx',
    make: () => image('word/media/image1.emz', gzipSync('drawing')),
  },
  {
    what: 'a document that speaks of entities',
    name: 'entities.docx',
    make: () => docxOf(headingOf(1, 'XML') + paragraph('Write <!DOCTYPE html> and <!ENTITY> first.')),
  },
  {
    what: 'text that speaks of PDF',
    name: 'about.md',
    make: () => Buffer.from('# Files\n\nA PDF begins with %PDF-1.7 and a number.'),
  },
  {
    what: 'text with a page in it',
    name: 'howto.md',
    make: () => Buffer.from('# How to\n\n```html\n<html><script>alert(1)</script></html>\n```\n'),
  },
]
