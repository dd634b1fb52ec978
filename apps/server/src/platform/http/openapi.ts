import { type Endpoint, type ErrorCode, errorCatalogue, type Scope, scopeFor } from '@minichat/contracts'

const everywhere: ErrorCode[] = ['RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR']

/** The part of a route's schema that only documents: summary, security, who may call, which errors. */
export function docSchemaOf(endpoint: Endpoint): Record<string, unknown> {
  const signedIn = !['public', 'visitor'].includes(endpoint.allow)
  const scope = scopeFor(endpoint)
  const errors: ErrorCode[] = [
    ...(endpoint.body || endpoint.query || endpoint.params ? (['VALIDATION_ERROR'] as const) : []),
    ...(signedIn ? (['NOT_SIGNED_IN', 'INVALID_API_KEY', 'NOT_ALLOWED'] as const) : []),
    ...(endpoint.errors ?? []),
    ...everywhere,
  ]
  const list = [...new Set(errors)].map((code) => `\`${code}\` (${errorCatalogue[code].status})`).join(', ')
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    description: [
      endpoint.description,
      endpoint.redirect ? 'Answers with 303 and a `Location`.' : null,
      `Who may call: ${whoMayCall[endpoint.allow]}${signedIn ? byKeyText(scope) : ''}.`,
      `Errors: ${list}.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    tags: [endpoint.tag],
    security: signedIn ? [{ session: [] }, ...(scope ? [{ apiKey: [scope] }] : [])] : [],
    ...(endpoint.upload
      ? { consumes: ['multipart/form-data'] }
      : endpoint.allow === 'visitor' && endpoint.body
        ? { consumes: ['text/plain', 'application/json'] }
        : {}),
  }
}

const whoMayCall: Record<Endpoint['allow'], string> = {
  public: 'anyone',
  visitor: 'a page that the widget allows; the token goes in the body',
  'signed-in': 'anyone signed in',
  member: 'members, admins and owners of the workspace',
  admin: 'admins and owners of the workspace',
  owner: 'owners of the workspace',
  operator: 'operators of this installation',
}

const byKeyText = (scope: Scope | null) =>
  scope ? `; an API key with the scope \`${scope}\`` : '; no API key, only a signed-in person'

const operationId = ({ method, path }: Endpoint) =>
  `${method.toLowerCase()}${path
    .replace(/^\/api\/v1/, '')
    .split(/[/:-]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')}`
