import { describe, expect, test } from 'vitest'
import { parseArticle } from './parse-article.js'

const GOOD = `---
id: refund-time
title: 退款多久到账
lang: zh-Hans
category: refunds
service: after-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions:
  - 钱什么时候退给我
---

退款一般 3 天到账。
`

const bytes = (text: string) => new TextEncoder().encode(text)
const parse = (
  text: string,
  plain: 'allow' | 'refuse' = 'refuse',
  file = 'refunds/refund-time.md',
) => parseArticle(file, bytes(text), plain)
const problemsOf = (text: string, plain: 'allow' | 'refuse' = 'refuse') => {
  const parsed = parse(text, plain)
  return parsed.ok ? [] : parsed.problems
}

describe('reading an article', () => {
  test('takes the front matter, and the body from the line after it', () => {
    const parsed = parse(GOOD)

    expect(parsed).toMatchObject({
      ok: true,
      article: { id: 'refund-time', language: 'zh-Hans', validFrom: null, plain: false },
    })
    if (parsed.ok) {
      expect(parsed.article.source.slice(parsed.article.bodyStart)).toBe('\n退款一般 3 天到账。\n')
    }
  })

  test('tells all mistakes at once, each with its line', () => {
    const bad = GOOD.replace('lang: zh-Hans', 'lang: zh-CN')
      .replace('2027-06-30', '30.6.2027')
      .replace('owner: chen.chen\n', 'colour: red\n')

    expect(problemsOf(bad).map(({ line, message }) => `${line} ${message}`)).toEqual([
      '4 The field lang is "zh-CN". Write one of zh-Hans, zh-Hant, en.',
      expect.stringMatching(/^\d+ The field owner is missing\. Write who answers/),
      '10 The field reviewBy is "30.6.2027". Write a day as 2026-11-23.',
      expect.stringMatching(/^9 Unknown field colour\. Known are id, title/),
    ])
  })

  test('refuses a day that no calendar has', () => {
    expect(problemsOf(GOOD.replace('2027-06-30', '2027-13-40'))).toHaveLength(1)
  })

  test('says where the YAML breaks', () => {
    const [problem] = problemsOf(GOOD.replace('title: 退款多久到账', 'title: "退款'))

    expect(problem?.message).toContain('not valid YAML')
  })

  test('refuses aliases before they explode', () => {
    const bomb = GOOD.replace(
      'id: refund-time',
      'a: &a [1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a]\nid: [*b,*b,*b,*b]',
    )

    expect(problemsOf(bomb)[0]?.message).toContain('aliases')
  })

  test('names the line of bytes that are not UTF-8', () => {
    const parsed = parseArticle(
      'a.md',
      Uint8Array.from([0x61, 0x0a, 0x62, 0x0a, 0xff, 0xfe]),
      'allow',
    )

    expect(parsed).toMatchObject({ ok: false, problems: [{ line: 3 }] })
  })

  test('refuses a file of more than 1 MB with its size', () => {
    const [problem] = problemsOf(`${GOOD}${'x'.repeat(1_000_001)}`)

    expect(problem?.message).toContain('1.0 MB')
  })

  test.each([
    '>'.repeat(100_000),
    `${'> '.repeat(1_000)}x`,
    `${'- '.repeat(1_000)}x`,
    Array.from({ length: 500 }, (_, i) => `${' '.repeat(2 * i)}- x`).join('\n'),
  ])('refuses at once what is nested too deep to read', (body) => {
    expect(problemsOf(`${GOOD}${body}`)[0]?.message).toContain('nested more than 40 deep')
  })

  test('takes a long rule across the page for what it is', () => {
    expect(problemsOf(`${GOOD}\n${'- '.repeat(200)}\n\n${'-'.repeat(400)}\n`)).toEqual([])
  })

  test('refuses a file without front matter where plain files are none', () => {
    expect(problemsOf('# Hello\n')[0]?.message).toContain('no front matter')
  })
})

const titleOf = (text: string, file: string) => {
  const parsed = parse(text, 'allow', file)
  return parsed.ok ? parsed.article.title : null
}

describe('reading a plain file', () => {
  test.each([
    { text: '# How to pay\n\nBy card.', title: 'How to pay', language: 'en' },
    { text: '怎么付款\n\n可以用微信。', title: 'pay', language: 'zh-Hans' },
    { text: '# 怎麼付款\n\n可以用信用卡。', title: '怎麼付款', language: 'zh-Hant' },
    { text: '---\ntitle: Paying\nlayout: page\n---\nBy card.', title: 'Paying', language: 'en' },
  ])('works out "$title" in $language', ({ text, title, language }) => {
    const parsed = parse(text, 'allow', 'help/pay.md')

    expect(parsed).toMatchObject({ ok: true, article: { id: 'pay', title, language, plain: true } })
  })

  test.each([
    { name: 'two-factor-login.md', text: '## Before you begin\n\nA.\n\n## Turn it on\n\nB.' },
    { name: 'two-factor-login.md', text: 'Codes by phone.\n\n## Turn it on\n\nB.' },
    { name: 'two_factor_login.md', text: 'Codes by phone.' },
  ])('is called by its name where no heading is of the whole: $text', ({ name, text }) => {
    expect(titleOf(text, name)).toBe('two factor login')
  })

  test.each([
    { name: 'two-factor-login.md', text: '## Log in safely\n\nA.\n\n### Turn it on\n\nB.' },
    { name: 'two-factor-login.md', text: 'Codes.\n\n# Log in safely\n\nA.\n\n# More\n\nB.' },
    { name: 'kb-748.md', text: 'Codes.\n\n## Log in safely\n\nA.' },
    { name: 'index.md', text: 'Codes.\n\n## Log in safely\n\nA.' },
  ])('is called by its first heading: $name, $text', ({ name, text }) => {
    expect(titleOf(text, name)).toBe('Log in safely')
  })

  test('is called by its name in its own language alone', () => {
    const text = '验证码发到手机。\n\n## 开启\n\n在设置里。'

    expect(titleOf(text, 'liang-bu-yan-zheng.md')).toBe('开启')
    expect(titleOf(text, '两步验证.md')).toBe('两步验证')
  })

  test('is still checked when the front matter is ours', () => {
    expect(
      problemsOf(GOOD.replace('service: after-sales', 'service: later'), 'allow'),
    ).toHaveLength(1)
  })
})
