import { describe, expect, test } from 'vitest'
import type { PlayedTurn } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './handoff.js'

const turn = (rule: string | null): PlayedTurn => ({
  decision: rule === null ? 'answer' : 'hand-over',
  articles: [],
  probability: null,
  rule,
})

const LINES = [
  { id: 'h1', text: '转人工', lang: 'zh-Hans', rule: 'wants-a-person' },
  { id: 'h2', text: '來個人', lang: 'zh-Hant', rule: 'wants-a-person' },
  { id: 'h3', text: 'furious', lang: 'en', rule: 'anger' },
  { id: 'h4', text: '人工费', lang: 'zh-Hans', rule: null },
  { id: 'h5', text: 'weather', lang: 'en', rule: null },
  {
    id: 'h6',
    text: '还是不行',
    lang: 'zh-Hans',
    rule: 'failed-twice',
    turns: ['坏了', '还是不行'],
  },
]

const PLAYED = {
  转人工: [turn('wants-a-person')],
  來個人: [turn(null)],
  furious: [turn('wants-a-person')],
  人工费: [turn('wants-a-person')],
  weather: [turn('low-confidence')],
  '坏了/还是不行': [turn(null), turn('failed-twice')],
}

describe('the handoff suite', () => {
  test('measures each rule that has a label, by language', async () => {
    const { values } = await runSuite(suite, LINES, { played: PLAYED })

    // Fired three times (h1, h3, h4), rightly on h1; should have on h1 and h2.
    expect(values('wants-a-person: precision')).toMatchObject({ all: 1 / 3, 'zh-Hans': 1 / 2 })
    expect(values('wants-a-person: recall')).toMatchObject({ all: 1 / 2, 'zh-Hant': 0, en: null })
    // 2 · 1 / (2 · 1 + 2 + 1)
    expect(values('wants-a-person: F1')).toMatchObject({ all: 2 / 5 })
    expect(values('anger: precision')).toMatchObject({ all: null })
    expect(values('anger: recall')).toMatchObject({ all: 0 })
    expect(values('failed-twice: recall')).toMatchObject({ all: 1 })
  })

  test('a handover by a rule without labels is no false alarm, and still reaches a person', async () => {
    const { values, result } = await runSuite(suite, LINES, { played: PLAYED })

    // Of h4 and h5, only h4 was handed over by a rule that has labels.
    expect(values('false alarm, where none should')).toMatchObject({ all: 1 / 2, en: 0 })
    // Of h1, h2, h3 and h6, only h2 reached nobody.
    expect(values('person reached, where a rule should')).toMatchObject({ all: 3 / 4 })
    expect(result.questions[4]).toMatchObject({ id: 'h5', fired: null, reached: true })
  })

  test('a rule that is right as well is a hit of its own, and no miss of the first', async () => {
    const lines = [
      { id: 'a1', text: '还我钱', lang: 'zh-Hans', rule: 'anger', also: ['threat'] },
      { id: 'a2', text: '气死', lang: 'zh-Hans', rule: 'anger', also: ['threat'] },
      { id: 'a3', text: '法院见', lang: 'zh-Hans', rule: 'threat' },
    ]
    const played = { 还我钱: [turn('threat')], 气死: [turn(null)], 法院见: [turn('threat')] }

    const { values } = await runSuite(suite, lines, { played })

    expect(values('threat: precision')).toMatchObject({ all: 1 })
    // Of a1 and a2 only a2 is left to anger, and nothing fired there.
    expect(values('anger: recall')).toMatchObject({ all: 0 })
  })

  test('a handover for low confidence is no false alarm where no rule is wanted', async () => {
    const lines = [
      { id: 'l1', text: 'tax', lang: 'en', rule: 'low-confidence' },
      { id: 'l2', text: 'weather', lang: 'en', rule: null },
    ]
    const played = { tax: [turn('low-confidence')], weather: [turn('low-confidence')] }

    const { values } = await runSuite(suite, lines, { played })

    expect(values('low-confidence: precision')).toMatchObject({ all: 1 })
    expect(values('false alarm, where none should')).toMatchObject({ all: 0 })
  })

  test('plays all turns and judges the last', async () => {
    const { result } = await runSuite(suite, LINES, { played: PLAYED })

    expect(result.questions[5]).toEqual({
      id: 'h6',
      gold: 'failed-twice',
      fired: 'failed-twice',
      reached: true,
      turns: [
        { decision: 'answer', rule: null },
        { decision: 'hand-over', rule: 'failed-twice' },
      ],
    })
  })

  test('tells the worst: nobody reached, then a false alarm, then the wrong rule', async () => {
    const { result } = await runSuite(suite, LINES, { played: PLAYED })

    expect(result.worst.map(({ id, happened }) => [id, happened])).toEqual([
      ['h2', 'wanted wants-a-person, got none: answer'],
      ['h4', 'wanted none of the rules, got wants-a-person: hand-over (wants-a-person)'],
      ['h3', 'wanted anger, got wants-a-person: hand-over (wants-a-person)'],
    ])
  })

  test('refuses a line whose turns do not end with its text, and one without a rule', async () => {
    const lines = [
      { id: 'h1', text: 'b', rule: null, turns: ['b', 'a'] },
      { id: 'h2', text: 'c' },
    ]

    await expect(runSuite(suite, lines, {})).rejects.toThrow(
      /:1 "turns" must end with the text of the line\.\n.*:2 "rule" must be the id of a rule, or null\./,
    )
  })
})
