import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'

const tags = {
  Visitor: 'What the widget in a visitor’s browser calls. The widget key is in the path, the token in the body.',
  Chats: 'Chats of the workspace and what members do in them.',
  Inbox: 'Following all chats of the workspace live.',
  Analytics: 'What happened in a period, and the chats behind each number.',
  Knowledge: 'What answers are made from: questions with answers, and documents.',
  Widgets: 'What a site puts on its pages.',
  AI: 'What answers visitors: AI providers in their order, how they speak, and what they cost.',
  Workspace: 'The workspace itself.',
  n8n: 'Workflows of n8n that answer visitors.',
  Team: 'Members, invitations, and workspaces that come and go.',
  'Visitor identity': 'Keys by which a site proves who its visitors are.',
  'API keys': 'What programs sign in with: scopes, rotation, limits.',
  Audit: 'Who did what in the workspace.',
  Accounts: 'Making an account, signing in and out, and what guards it.',
  Operators: 'The whole installation, for those who run it.',
}

/** A named format says what its pattern would; the patterns were a quarter of the description. */
const zodToJsonConfig: NonNullable<Parameters<typeof createJsonSchemaTransform>[0]['zodToJsonConfig']> = {
  override: ({ jsonSchema }) => {
    if (jsonSchema.format) delete jsonSchema.pattern
  },
}

const namedSchemas = createJsonSchemaTransformObject({ zodToJsonConfig })

/** What is named is answered, never sent: the forms that clients would send are described but unused. */
function withoutInputs<D extends ReturnType<typeof namedSchemas>>(document: D): D {
  const schemas = 'components' in document ? document.components?.schemas : undefined
  for (const name of Object.keys(schemas ?? {})) if (name.endsWith('Input')) delete schemas?.[name]
  return document
}

/** OpenAPI 3.1 from the same schemas that validate; must be registered before the routes. */
export async function installApiDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'MiniChat API',
        version,
        description:
          'Every answer has the same envelope: `success`, `data` or `error`, and `metadata` with the request id. Clients ' +
          'branch on `error.code`. A browser signs in with a cookie, a program with an API key; of scopes, `admin` includes ' +
          '`write` includes `read`. Lists page by `metadata.nextCursor`. Creating POSTs of members take an `Idempotency-Key`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This server' }],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'minichat_access',
            description: 'Given by /api/v1/auth/login for 15 minutes, renewed by /api/v1/auth/refresh.',
          },
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key of one workspace, made in the dashboard under Settings → API keys.',
          },
        },
      },
      tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
    transformObject: (document) => withoutInputs(namedSchemas(document)),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Of that many operations, the groups are the overview.
    uiConfig: { docExpansion: 'none', defaultModelsExpandDepth: 0, displayRequestDuration: true },
    logLevel: 'warn',
  })
  app.get('/api/v1/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=60').send(app.swagger()),
  )
}
