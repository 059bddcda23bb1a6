import { describe, expect, test } from 'vitest'
import { readSynonyms } from './synonyms.js'

const LIST = `# Synonyms

Words that mean the same.

- 运费, 邮费、快递费
- refund = money back
- alone
`

describe('synonyms', () => {
  const synonyms = readSynonyms(LIST)

  test('adds the other words of the group', () => {
    expect(synonyms.expand('邮费谁出')).toEqual(expect.arrayContaining(['运费', '快递']))
    expect(synonyms.expand('邮费谁出')).not.toContain('邮费')
  })

  test('says the question in the first word of the group', () => {
    expect(synonyms.rephrase('快递费谁出')).toBe('运费谁出')
    expect(synonyms.rephrase('i want my money back')).toBe('i want my refund')
  })

  test('leaves alone what has no synonym, or says the first word already', () => {
    expect(synonyms.expand('发票')).toEqual([])
    expect(synonyms.rephrase('运费和邮费')).toBe('运费和邮费')
  })

  test('takes no part of a Latin word for the word', () => {
    expect(synonyms.expand('refunding')).toEqual([])
  })

  test('an empty list is no mistake', () => {
    expect(readSynonyms('').expand('运费')).toEqual([])
  })
})
