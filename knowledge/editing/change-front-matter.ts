import { isMap, isScalar, isSeq, type Pair, parseDocument, stringify, type YAMLSeq } from 'yaml'
import { type ArticleFields, readFields, TEXT_FIELDS, type TextField } from './article-fields.js'

/**
 * Front matter with other values. Only what differs is written anew, in its place, so that comments
 * and unknown fields survive and a commit shows nothing but the change.
 *
 * @param head Its lines, without those of hyphens; lines end in `\n`.
 */
export function changeFrontMatter(head: string, fields: ArticleFields): string {
  const { contents } = parseDocument(head)
  if (contents !== null && (!isMap(contents) || contents.flow)) return rewritten(head, fields)
  let text = head
  for (const name of TEXT_FIELDS) {
    if (readFields(text)[name] !== fields[name]) text = setText(text, name, fields[name])
  }
  if (!same(readFields(text).questions, fields.questions))
    text = setQuestions(text, fields.questions)
  return agrees(text, fields) ? text : rewritten(head, fields)
}

function setText(head: string, name: TextField, value: string): string {
  const pair = pairOf(head, name)
  if (value === '') return pair ? withoutLines(head, pair) : head
  if (!pair) return insertAfter(head, name, `${name}: ${scalar(value)}`)
  const [start, end] = rangeOf(pair)
  const old = head.slice(start, end)
  const gap = /[\s]$/.test(head.slice(0, start)) ? '' : ' '
  return `${head.slice(0, start)}${gap}${scalar(value)}${old.endsWith('\n') ? '\n' : ''}${head.slice(end)}`
}

function setQuestions(head: string, questions: readonly string[]): string {
  const pair = pairOf(head, 'questions')
  const list = (indent: string) => questions.map((question) => `${indent}- ${scalar(question)}`)
  if (!pair) return insertAfter(head, 'questions', ['questions:', ...list('  ')].join('\n'))
  const { value } = pair
  if (!isSeq(value) || value.flow || value.items.length === 0 || questions.length === 0) {
    const [start, end] = rangeOf(pair)
    const text = `[${questions.map((question) => JSON.stringify(question)).join(', ')}]`
    const gap = /\s$/.test(head.slice(0, start)) ? '' : ' '
    return `${head.slice(0, start)}${gap}${text}${head.slice(start, end).endsWith('\n') ? '\n' : ''}${head.slice(end)}`
  }
  return setItems(head, value, questions)
}

/** Each item keeps its lines, with the comments above and behind it. */
function setItems(head: string, value: YAMLSeq, questions: readonly string[]): string {
  const items = value.items.filter(isScalar).map((item) => {
    const [start, end] = item.range ?? [0, 0]
    const stop = head.slice(start, end).endsWith('\n') ? end - 1 : end
    return { text: String(item.value), start, stop, lineEnd: lineEnd(head, stop) }
  })
  const first = items[0]
  const last = items.at(-1)
  if (!first || !last || items.length !== value.items.length) return head
  const listStart = lineStart(head, first.start)
  const indent = /^[ \t]*/.exec(head.slice(listStart, first.start))?.[0] ?? '  '
  const chunks = items.map((item, i) => {
    const before = items[i - 1]
    const start = before ? before.lineEnd + 1 : listStart
    return { ...item, chunk: head.slice(start, item.lineEnd), offset: start }
  })
  const free = new Set(chunks)
  const kept = questions.map((question) => {
    const found = chunks.find((chunk) => free.has(chunk) && chunk.text === question)
    if (found) free.delete(found)
    return found
  })
  const lines = questions.map((question, i) => {
    const found = kept[i]
    if (found) return found.chunk
    const inPlace = chunks[i]
    if (inPlace && free.delete(inPlace)) {
      const { chunk, start, stop, offset } = inPlace
      return chunk.slice(0, start - offset) + scalar(question) + chunk.slice(stop - offset)
    }
    return `${indent}- ${scalar(question)}`
  })
  return head.slice(0, listStart) + lines.join('\n') + head.slice(last.lineEnd)
}

/** Behind the field that stands before it in every article. */
function insertAfter(head: string, name: TextField | 'questions', line: string): string {
  const order: readonly string[] = [
    ...TEXT_FIELDS.slice(0, 11),
    'questions',
    ...TEXT_FIELDS.slice(11),
  ]
  const before = order
    .slice(0, order.indexOf(name))
    .map((each) => pairOf(head, each))
    .findLast((pair) => pair !== undefined)
  if (!before) return head === '' ? line : `${line}\n${head}`
  const end = lineEnd(head, endOf(head, before))
  return `${head.slice(0, end)}\n${line}${head.slice(end)}`
}

function withoutLines(head: string, pair: Pair): string {
  const start = lineStart(head, isScalar(pair.key) ? (pair.key.range?.[0] ?? 0) : 0)
  const end = lineEnd(head, endOf(head, pair))
  return start === 0 ? head.slice(end + 1) : head.slice(0, start - 1) + head.slice(end)
}

function pairOf(head: string, name: string): Pair | undefined {
  const { contents } = parseDocument(head)
  if (!isMap(contents)) return undefined
  return contents.items.find(({ key }) => isScalar(key) && key.value === name)
}

function rangeOf({ key, value }: Pair): readonly [number, number] {
  const range = isScalar(value) || isSeq(value) || isMap(value) ? value.range : null
  if (range) return [range[0], range[1]]
  const end = isScalar(key) ? (key.range?.[1] ?? 0) + 1 : 0
  return [end, end]
}

/** The last character of a field's value, before the line break that a list or block ends with. */
function endOf(head: string, pair: Pair): number {
  const [start, end] = rangeOf(pair)
  return start + head.slice(start, end).trimEnd().length
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}

function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).trimEnd()
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, i) => text === other[i])
}

function agrees(head: string, fields: ArticleFields): boolean {
  const read = readFields(head)
  return (
    TEXT_FIELDS.every((name) => read[name] === fields[name]) &&
    same(read.questions, fields.questions)
  )
}

/** For front matter in an unusual form: comments stay, spacing may change. */
function rewritten(head: string, fields: ArticleFields): string {
  const document = parseDocument(head)
  for (const name of TEXT_FIELDS) {
    if (fields[name] === '') document.delete(name)
    else document.set(name, fields[name])
  }
  document.set('questions', document.createNode(fields.questions))
  return document.toString({ lineWidth: 0 }).trimEnd()
}
