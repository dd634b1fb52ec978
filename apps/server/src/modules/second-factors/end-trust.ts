import type { Tx } from '../../platform/database/database.ts'
import { deleteDevicesOf } from './trusted-devices.store.ts'
import { beginAnew, removeTwoFactor } from './two-factor.store.ts'

/** For sign-out everywhere and a new password: no device is trusted, and no sign-in that was begun goes on. */
export async function forgetDevices(tx: Tx, userId: string, now: Date): Promise<void> {
  await deleteDevicesOf(tx, userId)
  await beginAnew(tx, userId, now)
}

/** Also for who lost phone and backup codes. @returns whether it was on. */
export async function endTwoFactor(tx: Tx, userId: string): Promise<boolean> {
  await deleteDevicesOf(tx, userId)
  return removeTwoFactor(tx, userId)
}
