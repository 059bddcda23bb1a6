import { execFile, spawnSync } from 'node:child_process'
import { mkdir, rm, statfs, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A folder that can really be full, as the last megabytes of a disk are. */
export interface SmallFolder extends AsyncDisposable {
  readonly kind: 'ext4' | 'tmpfs'
  readonly path: string
  /** Bytes that a process may still write. */
  free(): Promise<number>
  /** Takes all room but so many bytes. */
  fillUp(left: number): Promise<void>
  makeRoom(): Promise<void>
}

/**
 * Mounts a file system of its own: an ext4 image on a loop device, or else one in memory.
 *
 * @param folder Where image and mount point lie; the caller removes it.
 * @returns `null` where nothing may be mounted.
 */
export async function mountSmallFolder(folder: string, bytes: number): Promise<SmallFolder | null> {
  const path = join(folder, 'small')
  await mkdir(path)
  const kind = (await mountImage(join(folder, 'image'), path, bytes))
    ? 'ext4'
    : (await worked('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path]))
      ? 'tmpfs'
      : null
  if (kind === null) return null
  // Also when the run is broken off; lazily, since the service may still have its files open.
  const unmount = () => void spawnSync('umount', ['--lazy', path])
  const breakOff = () => process.exit(1)
  process.once('exit', unmount)
  process.once('SIGINT', breakOff)
  process.once('SIGTERM', breakOff)
  const ballast = join(path, 'ballast')
  const free = async () => {
    const { bavail, bsize } = await statfs(path)
    return bavail * bsize
  }
  return {
    kind,
    path,
    free,
    async fillUp(left) {
      // Written and not only reserved, since a sparse file takes no room.
      await writeFile(ballast, Buffer.alloc(Math.max(0, (await free()) - left), 1))
    },
    makeRoom: () => rm(ballast, { force: true }),
    async [Symbol.asyncDispose]() {
      process.off('SIGINT', breakOff)
      process.off('SIGTERM', breakOff)
      process.off('exit', unmount)
      await run('umount', [path])
    },
  }
}

async function mountImage(image: string, path: string, bytes: number): Promise<boolean> {
  await writeFile(image, '')
  await truncate(image, bytes)
  return (
    // No blocks are kept for root, who may be the one that runs this.
    (await worked('mkfs.ext4', ['-q', '-F', '-m', '0', image])) &&
    (await worked('mount', ['-o', 'loop', image, path]))
  )
}

function worked(command: string, options: readonly string[]): Promise<boolean> {
  return run(command, [...options]).then(
    () => true,
    () => false,
  )
}

/**
 * The fallback where nothing may be mounted: no file of a running process grows beyond so many
 * bytes. The system then says "too large" and not "full", which the service has to survive as well.
 */
export async function limitFiles(pid: number, bytes: number | 'unlimited'): Promise<void> {
  await run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:unlimited`])
}
