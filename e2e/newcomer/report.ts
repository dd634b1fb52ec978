/** What is tried, by the number and the name that it has in the list of what MiniChat must do. */
const names = {
  'F1.1.1': 'CORS allow-list',
  'F1.1.2': 'Security headers',
  'F1.1.3': 'Global rate limit',
  'F1.2.1': 'Login limit',
  'F1.2.2': 'Registration limit',
  'F1.2.3': 'Account lockout',
  'F1.2.4': 'Tokens',
  'F1.2.5': 'E-mail verification',
  'F1.2.6': 'Two-factor',
  'F1.2.7': 'Password reset',
  'F1.3.1': 'Password strength',
  'F1.3.2': 'Password history',
  'F1.3.3': 'Password hashing',
  'F1.4.1': 'API key rotation',
  'F1.4.2': 'API key scopes',
  'F1.4.3': 'API key limits',
  'F1.5.1': 'Input validation',
  'F1.5.2': 'Message content check',
  'F1.5.3': 'Upload security',
  'F1.6.1': 'Encryption at rest',
  'F1.6.2': 'HTTPS enforcement',
  'F1.7': 'Tenant isolation',
  'F1.8': 'Visitor identity',
  'F1.9': 'Audit log',
} as const
export type RowId = keyof typeof names

type Finding = { isRight: boolean; what: string }

export function createReport() {
  const findings = new Map<RowId, Finding[]>()
  const add = (id: RowId, finding: Finding) => findings.set(id, [...(findings.get(id) ?? []), finding])

  function lineOf(id: RowId): { isRight: boolean; line: string } {
    const found = findings.get(id) ?? []
    const isRight = found.length > 0 && found.every((one) => one.isRight)
    const what = found.map((one) => one.what).join('; ') || 'was not tried'
    return { isRight, line: `${isRight ? 'ok    ' : 'FAILED'} ${id.padEnd(7)} ${names[id]}: ${what}` }
  }

  return {
    /** Tries one row. @param look tells what it saw, or throws. What follows is tried in any case. */
    async row(id: RowId, look: () => Promise<string>): Promise<void> {
      try {
        add(id, { isRight: true, what: await look() })
      } catch (error) {
        add(id, { isRight: false, what: String(error).split('\n').slice(0, 3).join(' ') })
      }
    },
    /** One line for each row. @returns whether all are right. */
    print(): boolean {
      const lines = (Object.keys(names) as RowId[]).map(lineOf)
      for (const { line } of lines) console.log(line)
      return lines.every(({ isRight }) => isRight)
    },
  }
}

export type Report = ReturnType<typeof createReport>

/** @throws unless it holds; `what` says what was seen in its place. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}
