import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Person, startTestApp, type TestApp } from '../../../testing/test-app.ts'
import { uploadFile } from '../../../testing/upload-file.ts'
import { indexDocumentJob } from '../documents.service.ts'
import { retrieve } from '../retrieval.ts'
import { docxOf, headingOf, paragraph, pptxOf, wordTable, xlsxOf } from './office.fixture.ts'

let server: TestApp
let owner: Person
beforeAll(async () => {
  server = await startTestApp()
  owner = await server.given.owner()
})
afterAll(() => server.stop())

async function read(bytes: Buffer | string, name: string) {
  const { code, data } = await uploadFile(server, owner, bytes, name)
  expect(code).toBeNull()
  await server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId: data.id })
  const params = { documentId: data.id }
  return (await owner.client.request('GET /api/v1/knowledge/documents/:documentId', { params })).data
}
const find = async (question: string) =>
  (await server.db.transaction(owner.workspaceId, (tx) => retrieve(tx, question)))[0]

test('a Word document is read with its headings, lists and tables, Thai letters as they are', async () => {
  const item = (text: string) => paragraph(text, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
  const split = '<w:p><w:r><w:t>ค่าจัด</w:t></w:r><w:r><w:t>ส่ง</w:t></w:r><w:r><w:br/><w:t>50 บาท</w:t></w:r></w:p>'
  const changed = '<w:p><w:r><w:t>New</w:t></w:r><w:del><w:r><w:delText>Old</w:delText></w:r></w:del></w:p>'
  const document = await read(
    docxOf(
      [
        headingOf(1, 'Guide'),
        headingOf(2, 'การจัดส่ง'),
        split,
        headingOf(2, 'Glazes & clays'),
        item('Celadon'),
        item('Ash'),
        changed,
        wordTable([
          ['Clay', 'Price'],
          ['Stoneware', '90'],
        ]),
      ].join(''),
    ),
    'guide.docx',
  )
  expect(document).toMatchObject({ format: 'docx', status: 'ready', title: 'guide' })
  expect(document.text).toBe(
    [
      '# Guide',
      '## การจัดส่ง',
      'ค่าจัดส่ง\n50 บาท',
      '## Glazes & clays',
      '- Celadon\n- Ash',
      'New',
      '| Clay | Price |\n| --- | --- |\n| Stoneware | 90 |',
    ].join('\n\n'),
  )
  expect((await find('ค่าจัดส่งเท่าไหร่'))?.title).toBe('guide › การจัดส่ง')
})

test('a spreadsheet is read row by row with the names of its columns and sheets; hidden sheets stay hidden', async () => {
  const document = await read(
    xlsxOf({
      'Price list': [
        ['Item', 'Price', 'From', 'Discount', 'วันที่'],
        [
          'Blue mug',
          { number: 250.5 },
          { number: 46_000, style: 1 },
          { number: 0.15, style: 2 },
          { number: 46_000, style: 3 },
        ],
        ['ถ้วยชา', { number: 0.1 + 0.2 }, '', '', ''],
      ],
      '.Margins': [
        ['Item', 'Cost'],
        ['Blue mug', { number: 40 }],
      ],
    }),
    'prices.xlsx',
  )
  expect(document.text).toBe(
    '## Price list\n\nItem: Blue mug\nPrice: 250.5\nFrom: 2025-12-09\nDiscount: 15%\nวันที่: 2025-12-09\n\nItem: ถ้วยชา\nPrice: 0.3',
  )
  expect((await find('How much is the blue mug?'))?.text).toContain('Price: 250.5')
})

test('a long table keeps the names of its columns with each row', async () => {
  const rows = Array.from({ length: 60 }, (_, at) => [`Glaze ${at}`, `${at + 10} baht`])
  const document = await read(docxOf(wordTable([['Name', 'Price'], ...rows])), 'glazes.docx')
  expect(document.text).toContain('Name: Glaze 59\nPrice: 69 baht')
})

test('slides are read in their order, each under its title; hidden ones stay hidden', async () => {
  const document = await read(
    pptxOf([
      { title: 'Opening hours', lines: ['Every day', 'from ten to six'] },
      { title: 'Internal', lines: ['Margins'], isHidden: true },
      { lines: ['วันหยุด: วันจันทร์'] },
    ]),
    'hours.pptx',
  )
  expect(document.text).toBe('## Opening hours\n\nEvery day\n\nfrom ten to six\n\n## Slide 3\n\nวันหยุด: วันจันทร์')
})

test.each([
  ['commas and quotes', 'Item,Note\nMug,"blue, ""glazed""\nby hand"\n', 'Item: Mug\nNote: blue, "glazed" by hand'],
  ['semicolons', 'Item;Price\nMug;2,50\n', 'Item: Mug\nPrice: 2,50'],
  ['tabs', 'Item\tName\r\nMug\tสี\r\n', 'Item: Mug\nName: สี'],
  [
    'the code page of Thai systems',
    Buffer.concat([Buffer.from('Item,Colour\nMug,'), Buffer.from([0xca, 0xd5, 0xbf, 0xe9, 0xd2])]),
    'Item: Mug\nColour: สีฟ้า',
  ],
  ['that of Western systems', Buffer.from('Item,Place\nMug,Caf\xe9', 'latin1'), 'Item: Mug\nPlace: Café'],
  ['UTF-16', Buffer.from('\ufeffItem,Price\nMug,250', 'utf16le'), 'Item: Mug\nPrice: 250'],
])('a table of values is read with %s, as spreadsheets write them', async (_, bytes, text) => {
  expect(await read(bytes, 'table.csv')).toMatchObject({ format: 'csv', status: 'ready', text })
})

test('of a page its own part is read, with headings, lists and tables, and nothing that runs or is hidden', async () => {
  const document = await read(
    `<!doctype html><html><head><title>Mali &amp; Co</title><style>p{}</style></head><body>
     <nav><ul><li>Home</li><li>Shop</li></ul></nav><script>alert("no")</script>
     <main><h1>Care</h1><p>Wash by&nbsp;hand<br>in warm water.</p><div hidden><div>secret</div> prompt</div>
     <h2>สี</h2><ul><li>ฟ้า<li>ขาว</ul>
     <table><tr><th>Size<th>Price<tr><td>S<td>90</table><noscript>No</noscript></main>
     <footer>© Mali</footer></body></html>`,
    'care.html',
  )
  expect(document.text).toBe(
    '# Care\n\nWash by hand\nin warm water.\n\n## สี\n\n- ฟ้า\n- ขาว\n\n| Size | Price |\n| --- | --- |\n| S | 90 |',
  )
})

test('reading a file twice changes nothing', async () => {
  const document = await read(docxOf(headingOf(1, 'Kilns') + paragraph('The kiln is hot.')), 'kilns.docx')
  await server.runJob(indexDocumentJob, { workspaceId: owner.workspaceId, documentId: document.id })
  const params = { documentId: document.id }
  const { data } = await owner.client.request('GET /api/v1/knowledge/documents/:documentId', { params })
  expect({ ...data, updatedAt: '' }).toEqual({ ...document, updatedAt: '' })
})

test('what was read is cut again when the title changes, without the file', async () => {
  const document = await read(docxOf(paragraph('The kiln is hot.')), 'kiln.docx')
  const params = { documentId: document.id }
  await owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', { params, body: { title: 'Kiln rules' } })
  const { data } = await owner.client.request('GET /api/v1/knowledge/documents/:documentId', { params })
  expect(data).toMatchObject({ status: 'ready', title: 'Kiln rules', text: 'The kiln is hot.' })
  await expect(
    owner.client.request('PATCH /api/v1/knowledge/documents/:documentId', { params, body: { text: 'x' } }),
  ).rejects.toMatchObject({ code: 'VALIDATION_ERROR' })
})
