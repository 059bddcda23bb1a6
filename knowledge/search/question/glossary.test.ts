import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { foldText } from '../words/fold-text.js'
import { loadGlossary, readGlossary } from './glossary.js'

const TABLE = fileURLToPath(new URL('glossary.tsv', import.meta.url))

describe('the list that comes with the program', () => {
  test.each([
    ['How long does a refund take?', ['多久', '退款']],
    ['can i change the delivery address after it has shipped', ['能', '修改', '收货地址', '发货']],
    ['I was charged twice', ['重复扣款']],
    ['where are my parcels', ['哪里', '包裹']],
    ['returning 2 items', ['退货', '2', '商品']],
  ])('reads “%s” in Chinese', async (question, expected) => {
    const glossary = await loadGlossary()

    expect(glossary.toChinese(foldText(question)).words).toEqual(expect.arrayContaining(expected))
  })

  test.each([
    ['退款多久到账', ['refund', 'how long']],
    ['優惠券過期了怎麼辦', ['coupon', 'expire']],
  ])('reads “%s” in English', async (question, expected) => {
    const glossary = await loadGlossary()

    expect(glossary.toEnglish(foldText(question)).words).toEqual(expect.arrayContaining(expected))
  })

  test('names no word twice, and is folded as questions are', async () => {
    const lines = (await readFile(TABLE, 'utf8'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
    const words = lines.map((line) => line.split('\t')[0] ?? '')

    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([])
    expect(lines.filter((line) => !/^[^\t]+\t[^\t]+$/.test(line))).toEqual([])
    expect(words.filter((word) => foldText(word) !== word)).toEqual([])
  })
})

describe('a glossary', () => {
  const glossary = readGlossary(
    '# Words\nrefund\t退款\nmoney back\t退款\nwhere\t哪里|在哪\nfit\t合身\n',
  )

  test('takes the longest phrase, and the base of a form', () => {
    expect(glossary.toChinese('money back, where? fitting refunds').text).toBe('退款哪里合身退款')
  })

  test('leaves out what it does not know, but for numbers', () => {
    expect(glossary.toChinese('zorp 618').text).toBe('618')
    expect(glossary.toChinese('').text).toBe('')
    expect(glossary.toEnglish('啊啊')).toEqual({ text: '', words: [] })
  })

  test('keeps what it does not know where nothing may be lost, but for grammar', () => {
    expect(glossary.halfToChinese("where can i fit the zorp, don't refund")).toBe(
      '哪里合身 zorp 退款',
    )
    expect(glossary.halfToChinese('zorp fleems')).toBe('zorp fleems')
    expect(glossary.halfToChinese('it is the')).toBe('')
  })

  test('gives every word for a thing, the most usual first', () => {
    expect(glossary.toChinese('where').words).toEqual(['哪里', '在哪'])
    expect(glossary.toEnglish('在哪退款').words).toEqual(['where', 'refund', 'money back'])
  })
})
