import type { StorageSettings } from '../../config-files.ts'
import { createFolderStorage } from './folder-storage.ts'
import { createS3Storage } from './s3-storage.ts'

/**
 * Where files are kept as they came. Keys are made by the server, never by a caller: parts of letters, digits, dashes
 * and dots, joined by slashes. All methods throw AppError SERVICE_UNAVAILABLE while the storage cannot be reached.
 */
export type FileStorage = {
  /** Once it returns, the file outlives a crash. Puts it in place of one with the same key. */
  put(key: string, bytes: Buffer): Promise<void>
  /** @returns null when there is none. */
  get(key: string): Promise<Buffer | null>
  /** Nothing happens when there is none. */
  remove(key: string): Promise<void>
  close(): void
}

export const createStorage = (settings: StorageSettings): FileStorage =>
  settings.kind === 'folder' ? createFolderStorage(settings.path) : createS3Storage(settings)
