import type { FastifyRequest } from 'fastify'
import type { Tx } from '../../platform/database/database.ts'

export type HeldFactors = { codes: boolean; passkeys: boolean }

/** What accounts ask of a second factor, where there is one. */
export type SecondFactor = {
  /** What a person has: codes of an app, and passkeys, which count for the sessions that they begin. */
  heldBy(userId: string): Promise<HeldFactors>
  /** After a right password. @returns null when none is needed. */
  challengeFor(userId: string, request: FastifyRequest): Promise<{ challenge: string; expiresAt: Date } | null>
  /** Asks for a code on every device again. */
  forgetDevices(tx: Tx, userId: string): Promise<void>
  /** Rescue for who lost both app and backup codes. @returns whether it was on. */
  disable(tx: Tx, userId: string): Promise<boolean>
}
