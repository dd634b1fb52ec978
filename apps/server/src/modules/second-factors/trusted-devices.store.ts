import type { Tx } from '../../platform/database/database.ts'

export type TrustedDevice = { id: string; user_agent: string; created_at: Date; expires_at: Date }

export const insertDevice = (
  tx: Tx,
  device: { id: string; userId: string; tokenHash: Buffer; userAgent: string; createdAt: Date; expiresAt: Date },
) =>
  tx.query(
    `insert into trusted_devices (id, user_id, token_hash, user_agent, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [device.id, device.userId, device.tokenHash, device.userAgent, device.createdAt, device.expiresAt],
  )

export const isTrusted = async (tx: Tx, userId: string, tokenHash: Buffer, now: Date) =>
  (
    await tx.query('select 1 from trusted_devices where token_hash = $1 and user_id = $2 and expires_at > $3', [
      tokenHash,
      userId,
      now,
    ])
  ).length === 1

export const listDevices = (tx: Tx, userId: string, now: Date) =>
  tx.query<TrustedDevice>(
    `select id, user_agent, created_at, expires_at from trusted_devices
     where user_id = $1 and expires_at > $2 order by created_at desc, id desc`,
    [userId, now],
  )

export const deleteDevice = async (tx: Tx, userId: string, id: string) =>
  (
    await tx.maybeOne<{ user_agent: string }>(
      'delete from trusted_devices where user_id = $1 and id = $2 returning user_agent',
      [userId, id],
    )
  )?.user_agent ?? null

export const deleteDevicesOf = (tx: Tx, userId: string) =>
  tx.query('delete from trusted_devices where user_id = $1', [userId])

export const deleteExpiredDevices = (tx: Tx, now: Date) =>
  tx.query('delete from trusted_devices where expires_at < $1', [now])
