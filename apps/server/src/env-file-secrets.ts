import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { secretNames } from './config.ts'

/**
 * The secrets that came from a `.env` file: it is easily copied, backed up and committed along with the program.
 * @param nodeOptions what Node itself was started with.
 */
export function secretsInEnvFile(nodeOptions: readonly string[], env: Record<string, string | undefined>): string[] {
  const files = nodeOptions.flatMap((option) => /^--env-file(?:-if-exists)?=(.+)$/.exec(option)?.[1] ?? [])
  const found = files.flatMap((file) => {
    const variables = parseEnv(readFileSync(file, 'utf8'))
    return secretNames.filter((name) => {
      const value = variables[name]
      return value && value === env[name] && isSecret(name, value)
    })
  })
  return [...new Set<string>(found)]
}

/** An address is one only with a password in it; who we are to a provider, and what it is called, is none. */
const isSecret = (name: string, value: string) =>
  !/_(ID|NAME)$/.test(name) && (!value.includes('://') || Boolean(URL.parse(value)?.password))
