/** What came back, with the error's code where it is one. */
export type Answer = {
  status: number
  code: string | null
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of every shape
  data: any
  location: string | null
  headers: Headers
}

let started = 0

/**
 * Asks as a browser does: keeps each cookie that it is given, and follows no redirect by itself. Each has an address of
 * its own, which a server with TRUST_PROXY=127.0.0.1 believes, so that many do not share one limit.
 */
export function startBrowser(url: string) {
  const cookies = new Map<string, string>()
  started += 1
  const address = `198.18.${started >> 8}.${started & 255}`

  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(path.startsWith('http') ? path : url + path, {
      method,
      redirect: 'manual',
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-forwarded-for': address,
        'user-agent': 'Mozilla/5.0 (X11; Linux x64) Chrome/150.0.0.0',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    const answer = text.startsWith('{') ? (JSON.parse(text) as { data?: unknown; error?: { code: string } }) : {}
    return {
      status: response.status,
      code: answer.error?.code ?? null,
      data: answer.data,
      location: response.headers.get('location'),
      headers: response.headers,
    }
  }

  return {
    cookies,
    ask,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown = {}) => ask('POST', path, body),
    delete: (path: string) => ask('DELETE', path),
  }
}

export type Browser = ReturnType<typeof startBrowser>
