import { expect, test } from 'vitest'
import { foldText } from '../knowledge/index.js'
import { chosenByPlace } from './place-in-list.js'

const LIST = ['a', 'b', 'c']

test.each([
  { text: '2', chosen: 'b' },
  { text: '2。', chosen: 'b' },
  { text: '２', chosen: 'b' },
  { text: '第二个', chosen: 'b' },
  { text: '第二個吧', chosen: 'b' },
  { text: '选3', chosen: 'c' },
  { text: '我要第一个', chosen: 'a' },
  { text: '最後一個', chosen: 'c' },
  { text: '最后', chosen: 'c' },
  { text: 'the second one', chosen: 'b' },
  { text: 'Second one please!', chosen: 'b' },
  { text: 'option 1', chosen: 'a' },
  { text: '#3', chosen: 'c' },
  { text: 'last', chosen: 'c' },
])('$text is $chosen of three', ({ text, chosen }) => {
  expect(chosenByPlace(foldText(text), LIST)).toBe(chosen)
})

test.each(['4', '2 天了', '一', 'first of all, where is it', '第二次了', '2元', '20000'])(
  '%s is no place in a list of three, or of none',
  (text) => {
    expect(chosenByPlace(foldText(text), text === '一' ? [] : LIST)).toBeUndefined()
  },
)
