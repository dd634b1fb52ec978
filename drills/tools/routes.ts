import type { Endpoint } from '../../packages/contracts/src/index.ts'
import * as contracts from '../../packages/contracts/src/index.ts'

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'path' in value && 'allow' in value && 'method' in value

/** Every endpoint of the contracts: whatever is added there is drilled by itself. */
export const routes: readonly Endpoint[] = Object.values(contracts as Record<string, unknown>).filter(isEndpoint)

export const nameOf = ({ method, path }: Pick<Endpoint, 'method' | 'path'>) => `${method} ${path}`

/** The names of the parameters in a path. */
export const parametersOf = (path: string) => [...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string)

/** A path with its parameters filled in. */
export const fillPath = (path: string, values: Record<string, string>) =>
  path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''))
