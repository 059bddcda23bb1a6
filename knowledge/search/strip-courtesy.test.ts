import { expect, test } from 'vitest'
import { stripCourtesy } from './strip-courtesy.js'

test.each([
  { text: '你好在吗 麻烦问一下 多久能退款', bare: '多久能退款' },
  { text: '亲,请问一下多久能退款呀,谢谢', bare: '多久能退款呀' },
  { text: '您好,想咨询一下运费多少钱,谢谢啦', bare: '运费多少钱' },
  { text: '😀😀发票怎么开😀', bare: '发票怎么开' },
  {
    text: 'hi there, could you please tell me how long it takes? thanks a lot!',
    bare: 'how long it takes',
  },
  { text: 'please help', bare: 'help' },
  { text: '亲子装有货吗', bare: '亲子装有货吗' },
  { text: '客服几点上班', bare: '客服几点上班' },
  { text: 'history of my orders', bare: 'history of my orders' },
  { text: '你好', bare: '你好' },
  { text: '谢谢', bare: '谢谢' },
  { text: '😀', bare: '😀' },
  { text: '', bare: '' },
])('$text becomes "$bare"', ({ text, bare }) => {
  expect(stripCourtesy(text)).toBe(bare)
})
