import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

test('a log line never holds what a customer wrote, or a secret', () => {
  const program = `
    import { createLog } from './platform/log.ts'
    createLog('info').info({ caseId: 'case_1', text: 'PRIVATE', customer: { name: 'PRIVATE', phone: 'PRIVATE' } }, 'an agent took a case')
  `
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', program],
    { encoding: 'utf8' },
  )

  expect(stderr).toContain('"caseId":"case_1"')
  expect(stderr).toContain('an agent took a case')
  expect(stderr).not.toContain('PRIVATE')
})
