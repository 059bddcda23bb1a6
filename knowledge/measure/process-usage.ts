import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** Of all threads: what others do on the machine does not count. */
export function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/** Of this thread alone, where the system tells (Linux); else of all. */
export function threadMilliseconds(): number {
  try {
    const [nanoseconds] = readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')
    return Number(nanoseconds) / 1e6
  } catch {
    return cpuMilliseconds()
  }
}

/** Of the whole process, as the system tells (Linux) or else Node. */
export async function residentMegabytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '')
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1])
  return Number.isNaN(kilobytes) ? process.memoryUsage().rss / 1e6 : (kilobytes * 1_024) / 1e6
}
