import { expect, test } from 'vitest'
import { chatLinks } from './chat-links.js'

test.each([
  [
    'a path of ours',
    '见[退款](/help/refund#a)。',
    '见[退款](https://shop.example/help/refund#a)。',
  ],
  ['a web address', '[银行](https://bank.example/?a=1)', '[银行](https://bank.example/?a=1)'],
  ['a mailbox', '[写信](mailto:care@shop.example)', '[写信](mailto:care@shop.example)'],
  ['a file beside an article', '见[积分的退回](../refunds/points.md)。', '见积分的退回。'],
  ['another host without a scheme', '[x](//evil.example/a)', 'x'],
  ['a script', '[x](javascript:alert(1))', 'x'],
  ['an image', '看 ![截图](https://evil.example/p.png) 吧', '看 截图 吧'],
  [
    'an image whose address stands below',
    '看 ![截图][a] 吧\n\n[a]: https://evil.example/p.png',
    '看 截图 吧\n\n[a]: https://evil.example/p.png',
  ],
  [
    'an image in a link',
    '[![图](https://e.example/p.png)](https://e.example)',
    '[图](https://e.example)',
  ],
  ['code', '`[x](../y.md)` 不变', '`[x](../y.md)` 不变'],
  [
    'a table',
    '| a | b |\n|---|---|\n| [x](/help) | 1 |',
    '| a | b |\n|---|---|\n| [x](https://shop.example/help) | 1 |',
  ],
  ['marks of citations', '到账。[1] [2] *一*', '到账。[1] [2] *一*'],
])('%s', (_, before, after) => {
  expect(chatLinks(before, 'https://shop.example')).toBe(after)
})
