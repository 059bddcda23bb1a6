import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { loadSignals } from './load-signals.js'
import { KNOWN_SIGNALS } from './signal.js'
import { signalPage } from './signal-page.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/signals', import.meta.url))

describe("the shop's own signals", () => {
  test('have as many sentences as a threshold needs', async () => {
    const files = await loadSignals(CONTENT)

    for (const { name, sentences } of files) {
      const least = ['greeting', 'not-helped'].includes(name) ? 25 : 150
      for (const holds of [true, false]) {
        const own = sentences.filter((sentence) => sentence.own && sentence.holds === holds)
        const counts = ['zh', 'en'].map((l) => own.filter(({ language }) => language === l).length)
        expect(counts[0], `${name} zh ${holds}`).toBeGreaterThanOrEqual(least)
        expect(counts[1], `${name} en ${holds}`).toBeGreaterThanOrEqual(least)
      }
    }
  })
})

describe('loading signals', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signals-'))
    for (const name of KNOWN_SIGNALS) {
      await writeFile(join(folder, `${name}.md`), signalPage(name))
    }
  })

  afterEach(() => rm(folder, { recursive: true }))

  async function change(name: string, from: string, to: string): Promise<void> {
    const file = join(folder, `${name}.md`)
    const text = await readFile(file, 'utf8')
    expect(text).toContain(from)
    await writeFile(file, text.replace(from, to))
  }

  const problems = () => loadSignals(folder).then(() => 'none', reasonOf)

  test('takes examples of what it is unlike, and ordinary messages, as counter-examples', async () => {
    await change('anger', 'unlike: []', 'unlike: [thanks]')
    const examples = Array.from({ length: 10 }, (_, i) => `- when ${i}`).join('\n')
    const sections = ['zh', 'en'].map((l) => `## ${l}\n\n### Examples\n\n${examples}\n`)
    const ordinary = `---\nid: ordinary\ntitle: Ordinary\n---\n\n${sections.join('\n')}`
    await writeFile(join(folder, 'ordinary.md'), ordinary)

    const anger = (await loadSignals(folder)).find(({ name }) => name === 'anger')

    expect(anger?.sentences).toHaveLength(40 + 20 + 20)
    expect(anger?.sentences.filter(({ own }) => !own).every(({ holds }) => !holds)).toBe(true)
    expect(anger?.sentences.map(({ text }) => text)).toContain('thanks zh loud 3')
  })

  test.each([
    ['an effect that is none', '| fires |', '| screams |', '42 "screams" is no effect'],
    ['a weight above 1', '| fires |', '| 2 |', '42 "2" is no effect'],
    ['too few sentences', '- anger zh loud 1\n', '', '12 zh has 9 Examples'],
    ['a missing section', '### Counter-examples', '### Others', '1 zh has 0 Counter-examples'],
    [
      'a sentence on both sides',
      '- anger zh loud 1\n',
      '- anger zh quiet 1\n',
      'is also among the',
    ],
    ['a budget that is too large', 'falseAlarms: 0.1', 'falseAlarms: 5', '4 Front matter: false'],
    ['a signal that it cannot be unlike', 'unlike: []', 'unlike: [rage]', '6 "rage" is no signal'],
    ['a missing source', 'source: [H4.2]', 'source: []', '7 Front matter: source: is empty'],
    ['another file name', 'id: anger', 'id: rage', '2 The id is rage'],
  ])('names the line of %s', async (_, from, to, expected) => {
    await change('anger', from, to)

    expect(await problems()).toContain('anger.md:')
    expect(await problems()).toContain(expected)
  })

  test('names a signal that the bot asks for and that is missing', async () => {
    await rm(join(folder, 'greeting.md'))

    expect(await problems()).toContain('greeting.md:1 The file is missing')
  })

  test('accepts a signal that only the rules know', async () => {
    await writeFile(join(folder, 'press.md'), signalPage('press'))

    expect((await loadSignals(folder)).map(({ name }) => name)).toContain('press')
  })
})
