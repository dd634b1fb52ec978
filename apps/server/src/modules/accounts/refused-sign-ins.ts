import type { FastifyRequest } from 'fastify'
import { AppError } from '../../platform/errors.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'

const whoLength = 16

/** By which step, and under which name: null where none is written, as with a passkey. */
export type SignInTry = { step: 'password' | 'code' | 'passkey' | 'provider'; name: string | null }

export type TellRefused = <T>(raw: FastifyRequest, tried: SignInTry, signIn: Promise<T>) => Promise<T>

/**
 * A line of the log for each sign-in that is refused. The name stands in it as a keyed hash: the same name is the same
 * word, and nobody who reads the log can tell which, as passwords get typed into the wrong field.
 */
export const createRefusedSignIns =
  (secrets: Secrets): TellRefused =>
  (raw, { step, name }, signIn) =>
    signIn.catch((error: unknown) => {
      if (error instanceof AppError) {
        const who = name === null ? null : secrets.sign('refused-sign-in', name).slice(0, whoLength)
        raw.log.info({ step, who, address: raw.ip, reason: error.code }, 'A sign-in was refused.')
      }
      throw error
    })
