import { expect, test } from 'vitest'
import { TRANSFORMATIONS } from '../behaviour/transformations.js'
import type { Asked } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './behaviour.js'

const asked = (decision: Asked['decision']['kind'], ...ids: readonly string[]): Asked => ({
  hits: ids.map((id) => ({ article: { id } })),
  probability: 0.9,
  exact: false,
  decision: { kind: decision },
})

/** Lines of which each is changed in turn; English words with digits can be changed in seven ways. */
const LINES = TRANSFORMATIONS.map((_, i) => ({
  id: `q${i}`,
  text: '满59 OK怎么退货',
  lang: 'zh-Hans',
  gold: ['refund'],
}))

test('a change that should not matter is seen where it does, and one that should where it does not', async () => {
  const changes = TRANSFORMATIONS.map(({ apply }) => apply('满59 OK怎么退货', 'zh-Hans', () => 0))
  const found = Object.fromEntries([
    ['满59 OK怎么退货', asked('answer', 'refund')],
    // Found alike whatever is drawn, but for padding.
    ...changes.map((text) => [text, asked('answer', 'refund')]),
  ])
  const script = new Proxy(found, {
    get: (target, text: string) =>
      text.startsWith('你好')
        ? asked('ask-back', 'other')
        : (target[text] ?? asked('answer', 'refund')),
  })
  const { values, result } = await runSuite(suite, LINES, { found: script })

  expect(Object.keys(result.groups)).toEqual(['all', ...TRANSFORMATIONS.map(({ name }) => name)])
  expect(values('same outcome')).toMatchObject({ all: 8 / 9, padding: 0, width: 1, negation: null })
  expect(values('hit@1 as it was changed')).toMatchObject({ padding: 0, typo: 1 })
  expect(values('denied and answered all the same')).toMatchObject({ all: 1, negation: 1 })
  expect(result.worst.map(({ id }) => id)).toEqual(['q8 negation', 'q5 padding'])
})

test('a line about rules is judged by its rule, with the turns before it', async () => {
  const turn = (rule: string | null) =>
    ({ decision: 'hand-over', articles: [], probability: null, rule }) as const
  const lines = [
    { id: 'h', text: 'a person', lang: 'en', rule: 'wants-a-person', turns: ['hi', 'a person'] },
  ]
  const played = {
    'hi/a person': [turn(null), turn('wants-a-person')],
    'hi/ａ ｐｅｒｓｏｎ': [turn(null), turn('anger')],
  }
  const { values } = await runSuite(suite, lines, { played })

  expect(values('same outcome')).toEqual({ all: 0, width: 0 })
  expect(values('same decision')).toEqual({ all: 1, width: 1 })
})
