import { type ErrorBody, type ErrorCode, type ErrorDetail, errorCatalogue } from '@minichat/contracts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { DatabaseUnavailable } from '../database/database.ts'
import { AppError } from '../errors.ts'
import { readDashboardPage } from './dashboard-page.ts'

/** What Fastify and its plugins throw, in the words of the catalogue. */
const fastifyCodes: Record<string, ErrorCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_REQ_FILE_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_INVALID_JSON_BODY: 'INVALID_JSON',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'VALIDATION_ERROR',
  FST_ERR_BAD_URL: 'VALIDATION_ERROR',
  // Longer than anything's id.
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
}

/** Every error response is written here, and nowhere else. */
export function installErrorHandling(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply))
  app.setNotFoundHandler(async (request, reply) => {
    const page = wantsPage(request) ? await readDashboardPage() : null
    if (page === null) return sendError(new AppError('NOT_FOUND'), request, reply)
    return reply.status(404).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page)
  })
}

/** A person who follows a wrong link sees the dashboard's own page about it; programs get the error body. */
const wantsPage = (request: FastifyRequest) =>
  request.method === 'GET' &&
  !/^\/(api|widget|demo|source|docs|assets)(\/|$)/.test(request.url) &&
  (request.headers.accept ?? '').includes('text/html')

/** Fastify refuses before there is a route, and so before any hook: what goes with every answer is given to it here. */
export const refuseUnrouted =
  (headers: Record<string, string>) =>
  (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers({ ...headers, 'x-request-id': request.id })
    void sendError(error, request, reply)
  }

/** Whoever asked hung up while the answer was on its way: nothing is wrong, and nobody is there to be told. */
const hasHungUp = (thrown: unknown, { raw }: FastifyRequest) =>
  raw.socket.destroyed && (thrown as Partial<FastifyError>).code === 'ERR_STREAM_PREMATURE_CLOSE'

function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply) {
  const error = translate(thrown)
  if (hasHungUp(thrown, request)) request.log.info('the client hung up')
  else if (error.code === 'INTERNAL_ERROR') request.log.error({ err: thrown }, 'a request failed')
  else if (error.status >= 500) request.log.warn({ err: thrown }, `refused: ${error.code}`)
  else
    request.log.info({ code: error.code, details: error.details.map(({ path, code }) => ({ path, code })) }, 'refused')
  if (error.retryAfterSeconds !== undefined) reply.header('retry-after', String(error.retryAfterSeconds))
  return reply
    .status(error.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .serializer((body: unknown) => JSON.stringify(body))
    .send(errorBody(error, request.id))
}

export const errorBody = (error: AppError, requestId: string): ErrorBody => ({
  success: false,
  error: { code: error.code, message: error.message, details: error.details },
  metadata: { timestamp: new Date().toISOString(), requestId },
})

function translate(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown
  if (thrown instanceof DatabaseUnavailable)
    return new AppError('SERVICE_UNAVAILABLE', { cause: thrown, retryAfterSeconds: 2 })
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    return new AppError('VALIDATION_ERROR', { details: thrown.validation.map((one) => detailOf(one)), cause: thrown })
  }
  const { code, statusCode } = thrown as Partial<FastifyError>
  if (thrown instanceof SyntaxError && statusCode === 400) return new AppError('INVALID_JSON', { cause: thrown })
  const known = code ? fastifyCodes[code] : undefined
  if (known) return new AppError(known, { cause: thrown })
  // Whatever else the HTTP layer refuses is the caller's doing, and keeps its status.
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    const byStatus = (Object.keys(errorCatalogue) as ErrorCode[]).find(
      (one) => errorCatalogue[one].status === statusCode,
    )
    return new AppError(byStatus ?? 'VALIDATION_ERROR', { cause: thrown })
  }
  return new AppError('INTERNAL_ERROR', { cause: thrown })
}

function detailOf(one: { instancePath?: string; keyword?: string; message?: string; params?: unknown }): ErrorDetail {
  return {
    path: (one.instancePath ?? '').replace(/^\//, '').replaceAll('/', '.'),
    code: one.keyword ?? 'invalid',
    message: one.message ?? 'Not valid.',
  }
}
