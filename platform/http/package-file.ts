import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Fault } from '../fault.js'

/**
 * Finds a file of an installed package, also one that the package does not export.
 *
 * @throws {Fault} `misconfigured` when it is not installed.
 */
export function packageFile(packageName: string, file: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(packageName) ?? []
  for (const folder of folders) {
    const path = join(folder, packageName, file)
    if (existsSync(path)) return path
  }
  throw new Fault(
    'misconfigured',
    `${file} of the package ${packageName} is not installed. Run npm ci, without leaving out development packages.`,
  )
}
