import { simpleParser } from 'mailparser'
import { afterEach, expect, test, vi } from 'vitest'
import { startHttpScript } from '../../../testing/http-script.ts'
import { createSendgrid } from './sendgrid.ts'
import { createSes } from './ses.ts'
import type { Message } from './transport.ts'

const cleanUps: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  vi.unstubAllEnvs()
})

const message: Message = {
  messageId: '<01930000-0000-7000-8000-000000000001@mali.example>',
  date: new Date('2026-11-25T08:00:00Z'),
  from: { name: 'ร้านมะลิ', address: 'chat@mali.example' },
  replyTo: 'us@mali.example',
  to: 'somchai@example.com',
  subject: 'ตั้งรหัสผ่านใหม่',
  text: 'สวัสดี',
  html: '<p>สวัสดี</p>',
}
const soon = () => AbortSignal.timeout(10_000)

async function givenApi(answer: Parameters<typeof startHttpScript>[0]) {
  const api = await startHttpScript(answer)
  cleanUps.push(api.stop)
  return api
}

/** The official SDK, pointed at a server of ours. */
async function givenSes(answer: Parameters<typeof startHttpScript>[0]) {
  const api = await givenApi(answer)
  vi.stubEnv('AWS_ENDPOINT_URL_SESV2', api.origin)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not-a-real-secret')
  const transport = createSes('eu-central-1')
  cleanUps.push(() => transport.close())
  return { api, transport }
}

test('SendGrid is told the mail in its own format, with the key, and without counting clicks', async () => {
  const api = await givenApi(() => ({ status: 202 }))
  await createSendgrid('SG.test-key', api.origin).send(message, soon())
  const [call] = api.calls
  expect(call).toMatchObject({ method: 'POST', path: '/v3/mail/send' })
  expect(call?.headers.authorization).toBe('Bearer SG.test-key')
  expect(JSON.parse(call?.body ?? '')).toMatchObject({
    personalizations: [{ to: [{ email: 'somchai@example.com' }] }],
    from: { email: 'chat@mali.example', name: 'ร้านมะลิ' },
    reply_to: { email: 'us@mali.example' },
    subject: 'ตั้งรหัสผ่านใหม่',
    content: [
      { type: 'text/plain', value: 'สวัสดี' },
      { type: 'text/html', value: '<p>สวัสดี</p>' },
    ],
    headers: { 'Auto-Submitted': 'auto-generated', 'Message-ID': message.messageId },
    tracking_settings: { click_tracking: { enable: false } },
  })
})

test.each([
  [400, true],
  [401, false],
  [403, false],
  [413, true],
  [429, false],
  [500, false],
])('when SendGrid answers %i, that the mail has failed for good is %s', async (status, isPermanent) => {
  const api = await givenApi(() => ({ status, json: { errors: [{ message: 'because of this' }] } }))
  await expect(createSendgrid('SG.test-key', api.origin).send(message, soon())).rejects.toMatchObject({
    name: 'MailRefused',
    isPermanent,
    message: `${status} because of this`,
  })
})

test('SendGrid is not waited for without end', async () => {
  const api = await givenApi(() => null)
  const transport = createSendgrid('SG.test-key', api.origin)
  await expect(transport.send(message, AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' })
})

test('a check of SendGrid tells a wrong key', async () => {
  const api = await givenApi(({ headers }) => ({ status: headers.authorization === 'Bearer SG.right' ? 200 : 401 }))
  await createSendgrid('SG.right', api.origin).check(soon())
  await expect(createSendgrid('SG.wrong', api.origin).check(soon())).rejects.toThrow('401')
})

test('Amazon SES is handed the whole mail, signed', async () => {
  const { api, transport } = await givenSes(() => ({ json: { MessageId: '0100-abc' } }))
  await transport.send(message, soon())
  const [call] = api.calls
  expect(call).toMatchObject({ method: 'POST', path: '/v2/email/outbound-emails' })
  expect(call?.headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d+\/eu-central-1\/ses\//)
  const body = JSON.parse(call?.body ?? '') as {
    Destination: { ToAddresses: string[] }
    Content: { Raw: { Data: string } }
  }
  expect(body.Destination.ToAddresses).toEqual(['somchai@example.com'])
  const mail = await simpleParser(Buffer.from(body.Content.Raw.Data, 'base64'))
  expect(mail.subject).toBe('ตั้งรหัสผ่านใหม่')
  expect(mail.html).toContain('<p>สวัสดี</p>')
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated')
  expect(mail.messageId).toBe(message.messageId)
})

test.each([
  [400, 'MessageRejected', true],
  [400, 'BadRequestException', true],
  [400, 'MailFromDomainNotVerifiedException', false],
  [403, 'AccessDeniedException', false],
  [429, 'TooManyRequestsException', false],
  [500, 'InternalFailure', false],
])('when Amazon SES answers %i %s, that the mail has failed for good is %s', async (status, name, isPermanent) => {
  const { transport } = await givenSes(() => ({ status, json: { __type: name, message: 'because of this' } }))
  await expect(transport.send(message, soon())).rejects.toMatchObject({
    name: 'MailRefused',
    isPermanent,
    message: `${name}: because of this`,
  })
})

test('Amazon SES that cannot be reached has refused nothing', async () => {
  const { api, transport } = await givenSes(() => ({ json: {} }))
  await api.stop()
  cleanUps.shift()
  await expect(transport.send(message, soon())).rejects.not.toMatchObject({ name: 'MailRefused' })
  await expect(transport.check(soon())).rejects.toThrow()
})
