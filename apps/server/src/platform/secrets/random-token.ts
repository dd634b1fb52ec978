import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, to be handed to one person. */
export const newToken = () => randomBytes(32).toString('base64url')

/** What is stored of a token. It is too long to be guessed, so nothing slower than SHA-256 is needed. */
export const hashOfToken = (token: string) => createHash('sha256').update(token).digest()
