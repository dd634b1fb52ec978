import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorCode } from '@minichat/contracts'
import type { FastifyInstance } from 'fastify'
import { AppError } from '../errors.ts'
import { newId } from '../ids.ts'
import { errorBody } from './error-handler.ts'
import { isStream } from './sse.ts'

const maxHeaders = 100
const maxUrlLength = 8000
/** What a request without an upload may take to arrive; 64 kB at most. */
const bodyWithinMs = 20_000

/** What one request may be, and how long it may take to arrive: nobody holds a connection by being slow. */
export const incomingLimits = {
  http: {
    maxHeaderSize: 16 * 1024,
    headersTimeout: 15_000,
    // Node looks for those who are late so often.
    connectionsCheckingInterval: 5000,
  },
  /** A whole request, uploads included: 10 MB in this time are 34 kB a second. */
  requestTimeout: 300_000,
  /** Longer than proxies keep idle connections, so that it is they who close them. */
  keepAliveTimeout: 72_000,
  clientErrorHandler: answerUnreadable,
} as const

/** Refuses what is too much or too slow, in the words of the catalogue. */
export function limitIncoming(app: FastifyInstance): void {
  // Beyond its own number Node drops headers without a word.
  const server = app.server as Server
  server.maxHeadersCount = maxHeaders + 1
  app.addHook('onRequest', async ({ raw }) => {
    if ((raw.url ?? '').length > maxUrlLength) throw new AppError('URL_TOO_LONG')
    if (raw.rawHeaders.length > 2 * maxHeaders) throw new AppError('HEADERS_TOO_LARGE')
  })
  app.addHook('preParsing', async ({ raw, routeOptions }) => {
    if (raw.complete || routeOptions.config?.endpoint?.upload) return
    const late = setTimeout(() => {
      if (!raw.complete) refuseSocket(raw.socket, 'REQUEST_TIMEOUT')
    }, bodyWithinMs)
    raw.once('close', () => clearTimeout(late))
  })
}

/** What is no HTTP at all, has headers that are too large, or does not arrive, gets the one error body as well. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || isStream(socket)) return void socket.destroy()
  if (error.code === 'HPE_HEADER_OVERFLOW') refuseSocket(socket, 'HEADERS_TOO_LARGE')
  else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') refuseSocket(socket, 'REQUEST_TIMEOUT')
  else refuseSocket(socket, 'VALIDATION_ERROR', 'This is not a request that can be read.')
}

const reasons: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
}

/** Answers without Fastify, which has no request yet or waits for the rest of it, and hangs up. */
function refuseSocket(socket: Socket, code: ErrorCode, message?: string): void {
  if (!socket.writable) return void socket.destroy()
  const error = new AppError(code, message === undefined ? {} : { message })
  const body = JSON.stringify(errorBody(error, newId()))
  socket.end(
    `HTTP/1.1 ${error.status} ${reasons[error.status]}\r\nconnection: close\r\n` +
      `content-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}
