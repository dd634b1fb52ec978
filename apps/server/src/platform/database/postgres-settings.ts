/**
 * For a small machine: the whole product rests below 400 MB. Few helper processes, no parallel queries (they need shared
 * memory that containers limit to 64 MB), and nothing that would weaken a commit.
 */
const settings: Record<string, string> = {
  listen_addresses: '',
  max_connections: '50',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '4MB',
  maintenance_work_mem: '32MB',
  io_method: 'sync',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  wal_compression: 'on',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  min_wal_size: '64MB',
  max_wal_size: '256MB',
  autovacuum_max_workers: '2',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '',
  log_checkpoints: 'off',
}

/** Arguments of the server program. `overrides` come last and win. */
export function postgresArguments(folder: string, runFolder: string, overrides: Record<string, string> = {}): string[] {
  const all = { ...settings, unix_socket_directories: runFolder, unix_socket_permissions: '0700', ...overrides }
  return ['-D', folder, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}
