import type { S3Client } from '@aws-sdk/client-s3'
import type { StorageSettings } from '../../config-files.ts'
import { reached } from './reached.ts'
import type { FileStorage } from './storage.ts'
import { assertKey } from './storage-key.ts'

/**
 * Files in a bucket of Amazon S3 or of a store that speaks like it. The SDK is loaded with the first file: who keeps
 * files in a folder never needs it.
 */
export function createS3Storage(settings: StorageSettings & { kind: 's3' }): FileStorage {
  const { bucket, prefix } = settings
  let loading: Promise<{ sdk: typeof import('@aws-sdk/client-s3'); client: S3Client }> | undefined
  const load = () => (loading ??= openClient(settings))
  const placeOf = (key: string) => {
    assertKey(key)
    return { Bucket: bucket, Key: prefix + key }
  }
  return {
    put: (key, bytes) =>
      reached(async () => {
        const place = placeOf(key)
        const { sdk, client } = await load()
        await client.send(new sdk.PutObjectCommand({ ...place, Body: bytes, ContentType: 'application/octet-stream' }))
      }),
    get: (key) =>
      reached(async () => {
        const place = placeOf(key)
        const { sdk, client } = await load()
        try {
          const { Body: body } = await client.send(new sdk.GetObjectCommand(place))
          return body ? Buffer.from(await body.transformToByteArray()) : null
        } catch (error) {
          if (error instanceof sdk.NoSuchKey) return null
          throw error
        }
      }),
    remove: (key) =>
      reached(async () => {
        const place = placeOf(key)
        const { sdk, client } = await load()
        await client.send(new sdk.DeleteObjectCommand(place))
      }),
    close() {
      void loading?.then(({ client }) => client.destroy())
    },
  }
}

async function openClient({ region, endpoint, credentials }: StorageSettings & { kind: 's3' }) {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    region,
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    ...(credentials ? { credentials } : {}),
    maxAttempts: 3,
    // Stores that speak like S3 do not all know its newer checksums; the signature covers the bytes anyway.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 3000, requestTimeout: 30_000 },
  })
  return { sdk, client }
}
