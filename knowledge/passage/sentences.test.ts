import type { Paragraph } from 'mdast'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../article/markdown.js'
import { splitSentences } from './sentences.js'

function split(source: string) {
  const [paragraph] = parseMarkdown(source).children
  return splitSentences(paragraph as Paragraph, source)
}

describe('splitting sentences', () => {
  test.each([
    { source: '第一句。第二句！第三句？', sentences: ['第一句。', '第二句！', '第三句？'] },
    { source: '一；二。', sentences: ['一；二。'] },
    { source: 'One. Two! Three?', sentences: ['One.', 'Two!', 'Three?'] },
    {
      source: 'It costs 3.50 yuan, e.g. for tea. Next.',
      sentences: ['It costs 3.50 yuan, e.g. for tea.', 'Next.'],
    },
    { source: '他说“好。”然后走了。', sentences: ['他说“好。”', '然后走了。'] },
    { source: 'A line\nthat goes on. End', sentences: ['A line\nthat goes on.', 'End'] },
    { source: '见[退款。多久](a.md)。完。', sentences: ['见[退款。多久](a.md)。', '完。'] },
    { source: '**重要。** 其他。', sentences: ['**重要。** 其他。'] },
    { source: '没有句号', sentences: ['没有句号'] },
  ])('$source', ({ source, sentences }) => {
    expect(split(source).map(({ text }) => text)).toEqual(sentences)
  })

  test('tells where each begins', () => {
    const source = '  One. Two.'

    for (const { text, offset } of split(source)) {
      expect(source.slice(offset, offset + text.length)).toBe(text)
    }
  })
})
