import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelDescription } from './model-folder.js'

/** Words of the tiny model, in the order of their numbers; `[SEP]` closes every text. */
const WORDS = ['[UNK]', '[SEP]', 'left', 'up', 'query', 'passage']

/** Where each word points; the width is theirs. */
const DIRECTIONS = [
  [0, 0, 1],
  [0, 0, 2],
  [4, 0, 0],
  [0, 4, 0],
  [0, 0, -4],
  [0, 0, 4],
]

const FLOAT = 1
const INT64 = 7

/**
 * Writes a model for tests that gives each word its own direction: three numbers wide, so that
 * pooling, prefixes and cutting can be checked by hand.
 */
export async function writeTinyModel(
  folder: string,
  described: Partial<ModelDescription> = {},
): Promise<void> {
  await writeFile(join(folder, 'model.onnx'), lookupModel(DIRECTIONS))
  await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer))
  await writeFile(
    join(folder, 'model.json'),
    JSON.stringify({ dimensions: 3, pooling: 'mean', ...described }),
  )
}

const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: 'WhitespaceSplit' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '[SEP]', type_id: 0 } }],
    pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }],
    special_tokens: { '[SEP]': { id: '[SEP]', ids: [1], tokens: ['[SEP]'] } },
  },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(WORDS.map((word, i) => [word, i])),
  },
}

/** An ONNX file of one step that looks each token up in a table. */
function lookupModel(rows: readonly (readonly number[])[]): Buffer {
  const width = rows[0]?.length ?? 0
  const table = message([
    [1, rows.length],
    [1, width],
    [2, FLOAT],
    [8, 'table'],
    [9, Buffer.from(Float32Array.from(rows.flat()).buffer)],
  ])
  const gather = message([
    [1, 'table'],
    [1, 'input_ids'],
    [2, 'last_hidden_state'],
    [4, 'Gather'],
  ])
  const graph = message([
    [1, gather],
    [2, 'tiny'],
    [5, table],
    [11, describeValue('input_ids', INT64, ['batch', 'length'])],
    [11, describeValue('attention_mask', INT64, ['batch', 'length'])],
    [12, describeValue('last_hidden_state', FLOAT, ['batch', 'length', width])],
  ])
  return message([
    [1, 8],
    [7, graph],
    [8, message([[2, 13]])],
  ])
}

function describeValue(name: string, type: number, shape: readonly (string | number)[]): Buffer {
  const dimensions = shape.map((size): Field => {
    return [1, message([typeof size === 'number' ? [1, size] : [2, size]])]
  })
  const tensor = message([
    [1, type],
    [2, message(dimensions)],
  ])
  return message([
    [1, name],
    [2, message([[1, tensor]])],
  ])
}

type Field = readonly [number: number, value: number | string | Buffer]

/** Fields in the wire format of protocol buffers: whole numbers, and bytes with their length. */
function message(fields: readonly Field[]): Buffer {
  return Buffer.concat(
    fields.flatMap(([number, value]) => {
      if (typeof value === 'number') return [varint(number * 8), varint(value)]
      const bytes = Buffer.from(value)
      return [varint(number * 8 + 2), varint(bytes.length), bytes]
    }),
  )
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest & 127) | 128)
  }
}
