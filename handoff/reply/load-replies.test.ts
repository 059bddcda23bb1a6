import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { LANGUAGES } from '../../platform/language.js'
import { loadReplies } from './load-replies.js'
import { isLabel, isSituation, SITUATIONS, type Situation } from './situation.js'

const CONTENT = fileURLToPath(new URL('../../content/replies', import.meta.url))

describe("the shop's own replies", () => {
  test('fill in their variables in every language', async () => {
    const replies = await loadReplies(CONTENT)

    for (const language of LANGUAGES) {
      const text = replies.say('queue-place', language, { place: 3, minutes: 12 }, 0)

      expect(text).toMatch(/3.*12/)
      expect(text).not.toMatch(/[{}]/)
    }
  })

  test('say the same for the same seed and something else for the next', async () => {
    const replies = await loadReplies(CONTENT)
    const thank = (seed: number) => replies.say('thanks', 'en', {}, seed)

    expect(thank(41)).toBe(thank(41))
    expect(thank(41)).not.toBe(thank(42))
    expect([thank(-1), thank(0.5), thank(Number.MAX_SAFE_INTEGER)]).not.toContain('')
  })

  test('keep markup in a variable as it was given, and do not read it as a placeholder', async () => {
    const replies = await loadReplies(CONTENT)

    expect(replies.say('agent-joined', 'en', { name: '{name} $&' }, 1)).toContain('{name} $& is')
  })

  test('tell who is in danger, in whichever words, to leave the thing alone and where help is', async () => {
    const replies = await loadReplies(CONTENT)
    const needed = {
      'zh-Hans': [/停用|先别再用/, /断电|断开电源/, /就医|看医生/, /120/],
      'zh-Hant': [/停用|先別再用/, /斷電|斷開電源/, /就醫|看醫生/, /當地急救電話/],
      en: [/stop using/i, /unplug it if you safely can/, /see a doctor/, /emergency number/],
    }

    for (const language of LANGUAGES) {
      for (const seed of [0, 1, 2, 3]) {
        const text = replies.say('hand-over-safety', language, {}, seed)
        for (const each of needed[language]) expect(text).toMatch(each)
      }
    }
  })

  test('tell whose data is at stake, in whichever words, to give no code away', async () => {
    const replies = await loadReplies(CONTENT)
    const code = { 'zh-Hans': /验证码/, 'zh-Hant': /驗證碼/, en: /\bcodes?\b/ }

    for (const language of LANGUAGES) {
      for (const seed of [0, 1, 2, 3]) {
        const text = replies.say('hand-over-personal-data', language, {}, seed)
        expect(text).toMatch(code[language])
      }
    }
  })

  test('have neither exclamation marks nor emoji', async () => {
    const replies = await loadReplies(CONTENT)
    const texts = LANGUAGES.flatMap((language) =>
      [0, 1, 2, 3].flatMap((seed) => [
        replies.say('greeting', language, {}, seed),
        replies.say('hand-over-anger', language, {}, seed),
        replies.say('survey', language, {}, seed),
      ]),
    )

    expect(texts.filter((text) => /[!！]|\p{Extended_Pictographic}/u.test(text))).toEqual([])
  })
})

/** A file with two lines a language, the first variant on line 8, 13 and 18 (labels: 8, 12, 16). */
function pageFor(situation: Situation): string {
  const names = SITUATIONS[situation]
  const words = names.map((name) => `{${name}}`).join(' ')
  const items = isLabel(situation) ? [`- Text ${words}`] : [`- One ${words}`, `- Two ${words}`]
  const sections = LANGUAGES.map((language) => `## ${language}\n\n${items.join('\n')}\n`)
  const variables = `variables: [${names.join(', ')}]`
  return `---\nid: ${situation}\nfor: Tests.\n${variables}\n---\n${sections.join('\n')}`
}

describe('replies with mistakes', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'replies-'))
    for (const situation of Object.keys(SITUATIONS).filter(isSituation)) {
      await writeFile(join(folder, `${situation}.md`), pageFor(situation))
    }
  })

  afterEach(() => rm(folder, { recursive: true }))

  async function change(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(join(folder, file), 'utf8')
    expect(text).toContain(from)
    await writeFile(join(folder, file), text.replace(from, to))
  }

  const problems = () => loadReplies(folder).then(() => 'none', reasonOf)

  test.each([
    ['a language that is missing', 'thanks.md', '## en', '## fr', 'thanks.md:1 en is missing'],
    [
      'a section in no language',
      'thanks.md',
      '## en',
      '## fr',
      'thanks.md:16 Section "fr" is no language',
    ],
    [
      'a language that comes twice',
      'thanks.md',
      '## en',
      '## zh-Hans',
      'thanks.md:16 zh-Hans comes twice',
    ],
    [
      'a variable nobody fills in',
      'solved.md',
      '- Two',
      '- Two {agent}',
      'solved.md:9 {agent} is no variable',
    ],
    [
      'a variable not said',
      'out-of-hours.md',
      '{time}',
      'nine',
      'out-of-hours.md:8 {time} is not said',
    ],
    [
      'an unknown variable',
      'too-long.md',
      '[limit]',
      '[limit, size]',
      'too-long.md:4 Variable size is unknown',
    ],
    [
      'a variable not declared',
      'too-long.md',
      '[limit]',
      '[]',
      'too-long.md:4 Variable limit is missing',
    ],
    [
      'an empty item',
      'label-back-to-bot.md',
      '- Text',
      '-',
      'label-back-to-bot.md:8 zh-Hans has an empty item',
    ],
    [
      'a single variant',
      'thanks.md',
      '- Two ',
      '',
      'thanks.md:6 zh-Hans has 1 list items. Write 2 to 4',
    ],
    [
      'a label with two texts',
      'label-reach-person.md',
      '- Text',
      '- A\n- B',
      'label-reach-person.md:6 zh-Hans has 2 list items. A label',
    ],
    [
      'an unknown situation',
      'survey.md',
      'id: survey',
      'id: quiz',
      'survey.md:2 Front matter: id: "quiz" is no situation',
    ],
    ['another file name', 'survey.md', 'id: survey', 'id: solved', 'survey.md:2 The id is solved'],
    [
      'front matter that is no YAML',
      'survey.md',
      'id: survey',
      'id: [',
      'survey.md:3 Front matter',
    ],
    ['a field that is missing', 'survey.md', 'for:', 'use:', 'survey.md:1 Front matter: for'],
  ])('name file and line for %s', async (_, file, from, to, expected) => {
    await change(file, from, to)

    expect(await problems()).toContain(expected)
  })

  test('are told all at once, in the order of files', async () => {
    await rm(join(folder, 'ask-back.md'))
    await change('thanks.md', '## en', '## fr')

    expect(await problems()).toMatch(/^3 problems in .*\n {2}ask-back\.md:1 .*\n {2}thanks\.md:1 /)
  })

  test('say which folder is missing', async () => {
    await rm(folder, { recursive: true })

    expect(await problems()).toContain(`${folder} cannot be read`)

    await mkdir(folder)
  })
})
