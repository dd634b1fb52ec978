import { join } from 'node:path'
import { z } from 'zod'

export type StorageSettings = Readonly<
  | { kind: 'folder'; path: string }
  | {
      kind: 's3'
      bucket: string
      /** Put before each key; '' or ends with a slash. */
      prefix: string
      region: string
      /** null: Amazon's own. */
      endpoint: string | null
      /** null: by AWS's usual chain. */
      credentials: { accessKeyId: string; secretAccessKey: string } | null
    }
>
export type ClamdAddress = Readonly<{ host: string; port: number } | { path: string }>

const bucketUrl = z.string().transform((text, context) => {
  const found = /^s3:\/\/(?!.*\.\.)([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w.\-/]*))?$/.exec(text)
  if (found) return { bucket: found[1] ?? '', prefix: (found[2] ?? '').replace(/\/*$/, '').replace(/(.)$/, '$1/') }
  context.addIssue({ code: 'custom', message: 'must be like s3://bucket or s3://bucket/folder' })
  return z.NEVER
})

const clamdUrl = z.string().transform((text, context): ClamdAddress => {
  const url = URL.parse(text)
  if (url?.protocol === 'unix:' && !url.host && url.pathname.length > 1) return { path: url.pathname }
  const port = Number(url?.port)
  if (url?.protocol === 'tcp:' && url.hostname && port) return { host: url.hostname.replace(/^\[|\]$/g, ''), port }
  context.addIssue({ code: 'custom', message: 'must be like tcp://clamav:3310 or unix:///run/clamav/clamd.ctl' })
  return z.NEVER
})

/** The variables of this slice. */
export const fileVariables = {
  STORAGE_URL: bucketUrl.optional(),
  S3_ENDPOINT: z
    .string()
    .regex(/^https?:\/\/[^/\s?#@]+\/?$/, { error: 'must be an address such as https://minio.example.com:9000' })
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/, { error: 'must be a region such as eu-central-1' })
    .default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  CLAMD_URL: clamdUrl.optional(),
}

export const fileSecretNames = ['S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

/** What needs what else, by whether it is set at all. */
export function missingForFiles(given: Record<string, string | undefined>): string[] {
  const { STORAGE_URL: url, S3_ACCESS_KEY_ID: id, S3_SECRET_ACCESS_KEY: secret } = given
  const problems: string[] = []
  if (Boolean(id) !== Boolean(secret)) {
    problems.push('S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together: set both, or none.')
  }
  if (!url && (given.S3_ENDPOINT || id || secret)) {
    problems.push('The S3_ variables need STORAGE_URL: the bucket that files go to, such as s3://minichat-files.')
  }
  return problems
}

type Values = z.output<z.ZodObject<typeof fileVariables>>

export function storageSettingsOf(value: Values, dataDir: string): StorageSettings {
  const { STORAGE_URL: url, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = value
  if (!url) return Object.freeze({ kind: 'folder', path: join(dataDir, 'files') })
  return Object.freeze({
    kind: 's3',
    ...url,
    region: value.S3_REGION,
    endpoint: value.S3_ENDPOINT ?? null,
    credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
  })
}
