import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const mebibyte = 1024 * 1024

export type Answer = {
  status: number
  header: (name: string) => string | null
  cookies: string[]
  text: string
  /** Of the envelope, when there is one. */
  // oxlint-disable-next-line typescript/no-explicit-any -- looks into answers of every shape
  data: any
  code: string | null
}

export type Call = {
  method?: string
  body?: unknown
  headers?: Record<string, string>
  /** A file to be sent as a form's. */
  file?: string
  /** A file that keeps cookies, as curl writes it. */
  jar?: string
  bearer?: string
  /** As if from this address: the server takes this machine for its proxy. */
  from?: string
}

/** One call by curl, as somebody would type it. */
export async function curl(url: string, call: Call = {}): Promise<Answer> {
  const { stdout } = await run('curl', ['-sS', '-i', ...argumentsOf(call), url], { maxBuffer: 8 * mebibyte })
  const end = stdout.indexOf('\r\n\r\n')
  const [status = '', ...lines] = stdout.slice(0, end).split('\r\n')
  const headers = lines.map((line) => /^([^:]+):\s*(.*)$/.exec(line)?.slice(1) ?? ['', ''])
  const all = (name: string) => headers.flatMap(([key, value]) => (key?.toLowerCase() === name ? [value ?? ''] : []))
  const text = stdout.slice(end + 4)
  const json = parsed(text)
  return {
    status: Number(status.split(' ')[1]),
    header: (name) => all(name)[0] ?? null,
    cookies: all('set-cookie'),
    text,
    data: json?.data ?? null,
    code: json?.error?.code ?? null,
  }
}

/** The same call many times at once, in one curl. @returns the statuses, and the text of all answers. */
export async function curlMany(
  url: string,
  times: number,
  call: Call = {},
): Promise<{ statuses: number[]; text: string }> {
  const many = [
    '-sS',
    '--parallel',
    '--parallel-immediate',
    '--parallel-max',
    String(times),
    '-w',
    '\n#%{http_code}#\n',
  ]
  const { stdout } = await run('curl', [...many, ...argumentsOf(call), `${url}#[1-${times}]`], {
    maxBuffer: 8 * mebibyte,
  })
  return { statuses: [...stdout.matchAll(/#(\d{3})#/g)].map(([, status]) => Number(status)), text: stdout }
}

function argumentsOf({ method, body, file, headers = {}, jar, bearer, from }: Call): string[] {
  const all = {
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(bearer && { authorization: `Bearer ${bearer}` }),
    ...(from && { 'x-forwarded-for': from }),
    ...headers,
  }
  return [
    '--max-time',
    '60',
    ...(method ? ['-X', method] : []),
    ...(jar ? ['-b', jar, '-c', jar] : []),
    ...Object.entries(all).flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(file ? ['-F', `file=@${file}`] : []),
    ...(body !== undefined ? ['--data-binary', typeof body === 'string' ? body : JSON.stringify(body)] : []),
  ]
}

function parsed(text: string) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
