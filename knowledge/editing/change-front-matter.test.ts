import { describe, expect, test } from 'vitest'
import { readFields } from './article-fields.js'
import { changeSource, newSource, splitSource } from './article-source.js'
import { changeFrontMatter } from './change-front-matter.js'

const HEAD = `# Agreed with finance.
id: refund-time                 # unique
title: 退款多久到账
lang: zh-Hans
category: refunds
service: after-sales
audience: customer
state: published
owner: chen.chen   # on leave in May
reviewBy: 2027-06-30
reviewedWith: "finance"
questions:                      # how customers say it
  # The most asked.
  - 钱什么时候退给我
  - 退款要几天 # short
  - 'it''s late'`

const fields = readFields(HEAD)

describe('changing front matter', () => {
  test('writes nothing anew where nothing changed', () => {
    expect(changeFrontMatter(HEAD, fields)).toBe(HEAD)
  })

  test('changes one value in its place, comments and unknown fields around it stay', () => {
    const changed = changeFrontMatter(HEAD, { ...fields, owner: 'lin.xiaoyu', title: '退款: 多久' })

    expect(changed).toBe(
      HEAD.replace('owner: chen.chen ', 'owner: lin.xiaoyu ').replace(
        'title: 退款多久到账',
        'title: "退款: 多久"',
      ),
    )
  })

  test('adds a field where it belongs, and takes it out again', () => {
    const added = changeFrontMatter(HEAD, { ...fields, validUntil: '2027-01-01' })
    const removed = changeFrontMatter(added, fields)

    expect(added).toContain('reviewBy: 2027-06-30\nvalidUntil: 2027-01-01\nreviewedWith')
    expect(removed).toBe(HEAD)
  })

  test('keeps the lines of questions that stay, with their comments', () => {
    const questions = ['钱什么时候退给我', '退款要多少天', "it's late", '- 还要多久: ?']

    const changed = changeFrontMatter(HEAD, { ...fields, questions })

    expect(changed).toBe(
      `${HEAD.replace('退款要几天 # short', '退款要多少天 # short')}\n  - "- 还要多久: ?"`,
    )
  })

  test('takes questions out, from the middle, and all of them', () => {
    const two = changeFrontMatter(HEAD, {
      ...fields,
      questions: fields.questions.filter((_, i) => i !== 1),
    })
    const none = changeFrontMatter(HEAD, { ...fields, questions: [] })

    expect(two).toBe(HEAD.replace('  - 退款要几天 # short\n', ''))
    expect(readFields(none).questions).toEqual([])
    expect(none).toContain('# how customers say it')
  })

  test.each([
    ['in braces', '{ id: a, title: b, other: c }'],
    ['with an empty field', 'id: a\nowner:\nother: c'],
    ['with text over several lines', 'id: a\ntitle: >-\n  b\n  c\nother: c # kept'],
    ['with a list in brackets', 'id: a\nquestions: [b, c] # kept\nother: c'],
    ['without any', ''],
  ])('reads as wanted %s', (_, head) => {
    const wanted = { ...fields, questions: ['一', 'two: 2', '#3'] }

    const changed = changeFrontMatter(head, wanted)

    expect(readFields(changed)).toEqual(wanted)
    if (head.includes('other')) expect(changed).toMatch(/other: c/)
    if (head.includes('# kept')) expect(changed).toContain('# kept')
  })
})

describe('a file in its parts', () => {
  const SOURCE = `---\n${HEAD}\n---\n\n第一句。\n\n## 标题\n`

  test('is the same when nothing was changed', () => {
    const { head, body } = splitSource(SOURCE)

    expect(body).toBe('第一句。\n\n## 标题')
    expect(changeSource(SOURCE, readFields(head), body)).toBe(SOURCE)
  })

  test('keeps the ends of its lines', () => {
    const windows = SOURCE.replaceAll('\n', '\r\n')
    const { head, body } = splitSource(windows)

    const changed = changeSource(windows, { ...readFields(head), title: '新' }, `${body}\n完。`)

    expect(changed).toBe(
      SOURCE.replace('title: 退款多久到账', 'title: 新')
        .replace('## 标题', '## 标题\n完。')
        .replaceAll('\n', '\r\n'),
    )
  })

  test('is made new without the fields that are empty', () => {
    const made = newSource({ ...fields, validFrom: '', owner: '' }, '第一句。')

    expect(made).not.toContain('validFrom')
    expect(readFields(splitSource(made).head)).toEqual({ ...fields, owner: '' })
    expect(splitSource(made).body).toBe('第一句。')
  })
})
