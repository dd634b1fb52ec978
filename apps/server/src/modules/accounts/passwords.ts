import { hash, verify } from '@node-rs/bcrypt'

/** For accounts that are made without anybody signing up. */
export const hashPassword = (password: string, cost = 12) => hash(password, { cost })

/** bcrypt off the event loop. */
export function createPasswords(cost: number) {
  // Compared for unknown addresses, so that they take as long as known ones.
  const nobody = hash('nobody has this password', { cost })
  return {
    hash: (password: string) => hashPassword(password, cost),
    /** @param stored null for an unknown account: takes as long and is false. */
    async matches(password: string, stored: string | null): Promise<boolean> {
      const isSame = await verify(password, stored ?? (await nobody))
      return stored !== null && isSame
    },
    /** Whether it was made at another cost than the one in use. */
    isOutdated: (stored: string) => Number(stored.split('$')[2]) !== cost,
  }
}

export type Passwords = ReturnType<typeof createPasswords>
