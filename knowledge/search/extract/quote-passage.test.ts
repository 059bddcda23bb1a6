import { expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { quotePassage } from './quote-passage.js'

const saysOf = (body: string) => {
  const article = makeArticle({ language: 'zh-Hans' }, body)
  return article.passages.flatMap((passage) => quotePassage(article, passage)).map((q) => q.says)
}

test('a clause that sends elsewhere is no word of its sentence, nor is its address', () => {
  expect(
    saysOf('不确定密码的，解锁后直接重设密码，不要再猜，做法见[忘记密码](../account/forgot.md)。'),
  ).toEqual(['不确定密码的，解锁后直接重设密码，不要再猜，'])
  expect(
    saysOf('If it is not there by then, send us the number; see [Where is it?](./a/where-en.md).'),
  ).toEqual(['If it is not there by then, send us the number;'])
})

test('a link within a sentence that says something is read as its words', () => {
  expect(saysOf('退款按[原付款方式](../refunds/where.md)退回，银行卡也一样。')).toEqual([
    '退款按原付款方式退回，银行卡也一样。',
  ])
})
