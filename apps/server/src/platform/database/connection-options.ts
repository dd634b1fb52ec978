/**
 * Adds server settings to a connection URL. Those it holds already stay, and ours win.
 * @param settings e.g. `{ role: 'minichat_app' }`
 */
export function withServerSettings(connectionString: string, settings: Record<string, string | number>): string {
  const [base = '', query = ''] = splitOnce(connectionString, '?')
  const parameters = new URLSearchParams(query)
  const words = Object.entries(settings).map(([name, value]) => `-c ${name}=${escapeOption(String(value))}`)
  if (words.length === 0) return connectionString
  const present = parameters.get('options')
  parameters.set('options', [...(present ? [present] : []), ...words].join(' '))
  return `${base}?${parameters}`
}

/** The same server and login, another database. */
export function withDatabase(connectionString: string, database: string): string {
  const [base = '', query] = splitOnce(connectionString, '?')
  const renamed = base.replace(/^([a-z]+:\/\/[^/]*)(\/.*)?$/i, `$1/${encodeURIComponent(database)}`)
  return query === undefined ? renamed : `${renamed}?${query}`
}

function escapeOption(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll(' ', '\\ ')
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}
