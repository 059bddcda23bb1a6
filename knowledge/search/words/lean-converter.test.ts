import fc from 'fast-check'
import { Converter } from 'opencc-js/cn2t'
import characters from 'opencc-js/dict/STCharacters'
import phrases from 'opencc-js/dict/STPhrases'
import regionalPhrases from 'opencc-js/dict/STPhrases_GeneratedFromRegionalPhrases'
import { expect, test } from 'vitest'
import { leanConverter } from './lean-converter.js'

const whole = Converter({ from: 'cn', to: 't' })
const lean = leanConverter([[phrases, regionalPhrases, characters]])

test.each([
  '退货',
  '皇后后天到后台',
  '几号发货，茶几能退吗',
  '这里干净，干活的人很能干',
  '头发发黄，发货了',
  '台湾的只有一只',
  '',
  'iPhone 15',
  '𠮷野家面条',
])('%j is converted as with all words', (text) => {
  expect(lean(text)).toBe(whole(text))
})

test('any text is', () => {
  const some = [...'后里只面台几干发系松冲划回丑谷征余云制致准卷叶吁合同向志愿了克表复杂板']
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...some), { maxLength: 12 }), (picked) => {
      expect(lean(picked.join(''))).toBe(whole(picked.join('')))
    }),
    { numRuns: 300 },
  )
})
