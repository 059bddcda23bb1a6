import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { loadArticles } from '../article/load-articles.js'
import { BUILT_IN_MODEL } from '../embed/model-folder.js'
import { openModelSession } from '../embed/model-session.js'
import { createEncoder } from '../embed/onnx-embedder.js'
import { Corpus } from '../search/corpus/corpus.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { foldText } from '../search/words/fold-text.js'

// Makes `knowledge/model/tokens.bin`: the directions in which the tokens of the sample shop's texts
// differ most, of any text in either language. Run: npx tsx knowledge/measure/fit-projection.ts

const KEPT = 128

/**
 * What is left of a direction's greater spread: 0 all of it, .5 nothing. Without, common words are
 * near to everything. Tried on 483 labelled questions, with stored questions and without: 0 to .5
 * by steps, and 64 to 192 directions.
 */
const EVENED = 0.25

const ARTICLES = fileURLToPath(new URL('../../content/articles', import.meta.url))

const { signal } = new AbortController()
const { articles } = await loadArticles(
  ARTICLES,
  'refuse',
  { articles: [], seen: [], problems: [] },
  () => {},
  signal,
)
const corpus = new Corpus(new ExactVectorIndex(), articles)
const texts = articles.flatMap(({ id }) => corpus.unitsOf(id).map((label) => corpus.textOf(label)))

const width = BUILT_IN_MODEL.description.dimensions
const { folder, description } = BUILT_IN_MODEL
const tokenizer: object = JSON.parse(await readFile(join(folder, 'tokenizer.json'), 'utf8'))
const encode = createEncoder({ folder, description, tokenizer: { json: tokenizer, config: {} } })
const same = new Float32Array(width * width)
for (let i = 0; i < width; i++) same[i * width + i] = 1
const session = await openModelSession({
  library: 'onnxruntime-node',
  modelFile: join(folder, 'model.onnx'),
  pooling: 'cls',
  threads: 1,
  background: false,
  projection: { matrix: same, dimensions: width, leftOut: encode('') },
})

const products = new Float64Array(width * width)
let tokens = 0
for (const text of texts) {
  const [output] = await session.run([{ ids: encode(foldText(text)), wantsTokens: true }])
  const rows = output?.tokens ?? new Float32Array(0)
  for (let at = 0; at < rows.length; at += width) {
    const row = rows.subarray(at, at + width)
    tokens++
    for (let i = 0; i < width; i++) {
      const value = row[i] ?? 0
      for (let j = i; j < width; j++) {
        const place = i * width + j
        products[place] = (products[place] ?? 0) + value * (row[j] ?? 0)
      }
    }
  }
}
await session.close()

const moments = Matrix.zeros(width, width)
for (let i = 0; i < width; i++) {
  for (let j = i; j < width; j++) {
    const value = (products[i * width + j] ?? 0) / tokens
    moments.set(i, j, value)
    moments.set(j, i, value)
  }
}
const found = new EigenvalueDecomposition(moments, { assumeSymmetric: true })
const order = found.realEigenvalues
  .map((spread, column) => ({ spread, column }))
  .sort((a, b) => b.spread - a.spread)
  .slice(0, KEPT)
const matrix = new Float32Array(width * KEPT)
for (const [to, { spread, column }] of order.entries()) {
  for (let from = 0; from < width; from++) {
    matrix[from * KEPT + to] = found.eigenvectorMatrix.get(from, column) / spread ** EVENED
  }
}
const bytes = new Uint8Array(matrix.buffer)
await writeFile(join(folder, 'tokens.bin'), bytes)
const kept = order.reduce((sum, { spread }) => sum + spread, 0)
const all = found.realEigenvalues.reduce((sum, spread) => sum + spread, 0)
console.log(`${texts.length} texts, ${tokens} tokens; ${KEPT} directions hold ${kept / all} of all
SHA-256, for BUILT_IN_MODEL: ${createHash('sha256').update(bytes).digest('hex')}`)
