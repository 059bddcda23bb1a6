import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const BOT = fileURLToPath(new URL('../../', import.meta.url))

/** Every import in the folder of the bot that loads something, with the file that has it. */
const imports = readdirSync(BOT, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
  .flatMap((file) => {
    const text = readFileSync(join(BOT, file), 'utf8')
    const found = text.matchAll(/^import (?!type )[^'"]*'([^']+)'/gm)
    return [...found].map(([, target = '']) => ({ file, target }))
  })

test('one file loads the SDK, and nothing loads that file before Teams is opened', () => {
  const sdk = imports.filter(({ target }) =>
    /^(botbuilder|botframework-(?!directlinejs))/.test(target),
  )
  const ours = imports.filter(({ target }) => target.endsWith('/bot-framework.js'))

  expect(imports.length).toBeGreaterThan(300)
  expect(sdk.map(({ file }) => file)).toEqual(['channel/teams/bot-framework.ts'])
  expect(ours).toEqual([])
})
