import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openTestFolders } from './open-test-folders.js'

const COMMAND = fileURLToPath(new URL('../../handoff/main.ts', import.meta.url))

test("the handbook's own examples are so, with the built-in model", async () => {
  await using folders = await openTestFolders()
  const { contentFolder, dataFolder } = folders
  const check = ['check', '--content', contentFolder, '--data', dataFolder]

  const told = await promisify(execFile)(process.execPath, ['--import', 'tsx', COMMAND, ...check])

  expect(told.stdout).toMatch(/ 0 errors\.\n$/)
})
