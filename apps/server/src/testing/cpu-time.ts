/** Milliseconds of CPU that this thread has used: what others do on the machine meanwhile is not in it. */
export function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
