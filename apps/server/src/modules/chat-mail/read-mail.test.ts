import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { readMail } from './read-mail.ts'

const read = (parts: (string | Buffer)[]) =>
  readMail(Readable.from([Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)))]))

const headers = (more: string[] = []) =>
  ['From: Somchai <Som@Example.com>', 'Message-ID: <one@example.com>', 'MIME-Version: 1.0', ...more, '', ''].join(
    '\r\n',
  )

const thai = 'ขอแก้วสองใบค่ะ ส่งเชียงใหม่ได้ไหม'
/** Thai letters stand in TIS-620 and windows-874 in the order of Unicode. */
const inTis620 = (text: string) =>
  Buffer.from(
    Array.from(text, (letter) => (letter < '\u0e00' ? letter.charCodeAt(0) : letter.charCodeAt(0) - 0xe00 + 0xa0)),
  )

test.each(['tis-620', 'windows-874', 'iso-8859-11'])('Thai in %s is read as it was written', async (charset) => {
  const type = headers([`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit'])
  expect((await read([type, inTis620(thai)])).text).toBe(thai)
  const encoded = headers([`Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: base64'])
  expect((await read([encoded, inTis620(thai).toString('base64')])).text).toBe(thai)
})

test('Thai in UTF-8, quoted-printable, is read as it was written', async () => {
  const encoded = Array.from(Buffer.from(thai), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(
    '',
  )
  const lines = encoded.match(/.{1,72}/g)?.join('=\r\n') ?? ''
  const type = headers(['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'])
  expect(await read([type, lines])).toEqual({
    messageId: '<one@example.com>',
    from: 'som@example.com',
    text: thai,
    attachments: [],
    isAutomatic: false,
  })
})

const html = (body: string) => read([headers(['Content-Type: text/html; charset=utf-8']), body])

test('a mail of HTML alone becomes text, line by line', async () => {
  const { text } = await html(
    '<html><head><title>No</title><style>p{color:red}</style></head><body><p>Two &amp; a lid,<br>please.</p><ul><li>blue</li><li>green</li></ul><div>ขอบคุณ<span>ค่ะ</span></div><script>alert(1)</script></body></html>',
  )
  expect(text).toBe('Two & a lid,\nplease.\n\n- blue\n- green\n\nขอบคุณค่ะ')
})

test.each([
  [
    'Gmail',
    '<div dir="ltr">Two.</div><br><div class="gmail_quote"><div class="gmail_attr">On Thu … wrote:</div><blockquote>Old</blockquote></div>',
  ],
  [
    'Outlook',
    '<div>Two.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Mali</div><div>Old</div>',
  ],
  ['Apple', '<div>Two.</div><br><blockquote type="cite">On 26 Nov, Mali wrote:<br>Old</blockquote>'],
  [
    'Thunderbird',
    '<p>Two.</p><div class="moz-cite-prefix">On 26.11.26 Mali wrote:</div><blockquote type="cite" cite="mid:1">Old</blockquote>',
  ],
])('what %s quotes in HTML is left out', async (_program, body) => {
  expect((await html(body)).text).toBe('Two.')
})

test('attachments are named; the picture of a signature is none', async () => {
  const type = headers(['Content-Type: multipart/mixed; boundary=b'])
  const { text, attachments } = await read([
    type,
    '--b\r\nContent-Type: text/plain\r\n\r\nSee the bill.\r\n',
    "--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=UTF-8''%E0%B8%9A%E0%B8%B4%E0%B8%A5.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0=\r\n",
    '--b\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--b--\r\n',
  ])
  expect([text, attachments]).toEqual(['See the bill.', ['บิล.pdf']])
})

test.each([
  ['a holiday notice', 'Auto-Submitted: auto-replied'],
  ['an older holiday notice', 'Precedence: auto_reply'],
  ['another one', 'X-Autoreply: yes'],
  ['a list', 'List-Id: <potters.example.com>'],
  ['a newsletter', 'Precedence: bulk'],
])('%s is by no person', async (_what, header) => {
  expect((await read([headers([header]), 'I am away.'])).isAutomatic).toBe(true)
})

test('a bounce is by no person, and who says that a person wrote it is believed', async () => {
  const report = headers(['Content-Type: multipart/report; report-type=delivery-status; boundary=b'])
  expect((await read([report, '--b\r\n\r\nNo such user\r\n--b--'])).isAutomatic).toBe(true)
  expect((await read([headers(['Auto-Submitted: no']), 'Me.'])).isAutomatic).toBe(false)
})

test('a mail without an id has one by what it says, the same each time', async () => {
  const bare = ['From: a@b.example\r\n\r\nHello']
  const { messageId } = await read(bare)
  expect(messageId).toMatch(/^<[0-9a-f]{64}@/)
  expect((await read(bare)).messageId).toBe(messageId)
  expect((await read(['From: a@b.example\r\n\r\nHello!'])).messageId).not.toBe(messageId)
})

test('what is far too long is cut', async () => {
  const { text } = await read([headers(), 'ก'.repeat(20_000)])
  expect(text.length).toBe(8000)
  expect(text.endsWith('ก…')).toBe(true)
})
