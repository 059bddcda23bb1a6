import { expect, test } from 'vitest'
import { parseArticle } from '../article/parse-article.js'
import { sayProblem } from './say-problem.js'

test('what stands between articles is said in the language of who reads', () => {
  const message = 'It does not answer.'
  const expired = { kind: 'expired', field: 'reviewBy', day: '2026-11-01' } as const
  const few = { kind: 'few-questions', count: 1, more: 4 } as const

  expect(sayProblem({ message, reason: expired }, 'zh-Hans').text).toBe(
    '它已停止回答，因为“复审期限”是 2026年11月1日。请复核后改为更晚的日期，或者下线。',
  )
  expect(sayProblem({ message, reason: expired }, 'en').text).toContain(
    '“Review by” was Nov 1, 2026',
  )
  expect(sayProblem({ message, reason: few }, 'en').text).toMatch(/^It has 1 question\. Add 4/)
})

test('what is wrong with the form of a file is said in it too', () => {
  const file = [
    '---',
    'id: Refund Time',
    'title: 退款',
    'lang: zh',
    'reviewBy: soon',
    'colour: red',
    '---',
    '3 天。',
  ].join('\n')
  const parsed = parseArticle('a.md', new TextEncoder().encode(file), 'refuse')
  const said = parsed.ok ? [] : parsed.problems.map((each) => sayProblem(each, 'zh-Hans').text)

  expect(said).toEqual(
    expect.arrayContaining([
      '字段 id 现在是 "Refund Time"。请用小写字母、数字和连字符，例如 refund-time。',
      '字段 lang 现在是 "zh"。请写其中一个：zh-Hans, zh-Hant, en。',
      '字段 reviewBy 现在是 "soon"。日期请写成 2026-11-23 这样。',
      '缺少字段 owner。请写由谁负责这篇文章，例如 chen.chen。',
    ]),
  )
  expect(said.some((each) => each.startsWith('没有名为 colour 的字段，可用的有 id, title,'))).toBe(
    true,
  )
})

test('each sentence about a form is the console’s own in English, but for its quotes', () => {
  const forms = ['no front', '---\na: *b\n---\n', '---\n- a\n---\n', '---\na: b: c\n---\n']
  for (const form of [...forms, '---\nid: A\n---\n']) {
    const parsed = parseArticle('a.md', new TextEncoder().encode(form), 'refuse')
    for (const problem of parsed.ok ? [] : parsed.problems) {
      const { text } = sayProblem(problem, 'en')
      expect(text.replaceAll(/[“”"]/g, '')).toBe(problem.message.replaceAll('"', ''))
    }
  }
})

test('what is told of a file that is no article stays in English, and says so', () => {
  const message = 'labels.jsonl has no such article.'

  expect(sayProblem({ message }, 'zh-Hant')).toEqual({ text: message, lang: 'en' })
})
