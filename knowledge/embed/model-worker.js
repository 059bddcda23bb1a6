// Plain JavaScript, since a worker thread has no loader for TypeScript.
// Runs one model away from the event loop: the native library computes where it is called.

import { readlinkSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'

/** @typedef {import('./model-session.js').WorkerOrder} WorkerOrder */
/** @typedef {import('./model-session.js').WorkerAnswer} WorkerAnswer */

const { library, modelFile, threads, pooling, projection, background } = workerData
const leftOut = new Set(projection?.leftOut)

/** @param {WorkerAnswer} message */
const answer = (message) => parentPort.postMessage(message)

if (background) yieldToOthers()
const opened = await open()
if (opened) {
  parentPort.on('message', (order) => void carryOut(order, opened.ort, opened.session))
  answer({ kind: 'opened', inputs: opened.session.inputNames })
}

async function open() {
  let ort
  try {
    // Loaded from CommonJS, its exports may all stand under `default`.
    const loaded = await import(library)
    ort = loaded.InferenceSession ? loaded : loaded.default
    // More threads would be workers of this worker.
    if (ort.env?.wasm && library !== 'onnxruntime-node') ort.env.wasm.numThreads = 1
  } catch (cause) {
    answer({ kind: 'failed', at: 'library', reason: reasonOf(cause) })
    return undefined
  }
  try {
    const isNative = library === 'onnxruntime-node'
    const session = await ort.InferenceSession.create(
      // By its path, a model may keep its weights in a second file beside it.
      isNative ? modelFile : new Uint8Array(await readFile(modelFile)),
      {
        executionProviders: [isNative ? 'cpu' : 'wasm'],
        graphOptimizationLevel: 'all',
        intraOpNumThreads: threads,
        // Lengths differ from text to text: a plan of memory for each would only be kept.
        enableMemPattern: false,
      },
    )
    return { ort, session }
  } catch (cause) {
    answer({ kind: 'failed', at: 'model', reason: reasonOf(cause) })
    return undefined
  }
}

/** @param {WorkerOrder} order */
async function carryOut(order, ort, session) {
  if (order.kind === 'close') {
    await session.release()
    parentPort.close()
    return
  }
  try {
    answer({ kind: 'vectors', id: order.id, outputs: await run(order.batch, ort, session) })
  } catch (cause) {
    answer({ kind: 'broken', id: order.id, reason: reasonOf(cause) })
  }
}

async function run(batch, ort, session) {
  const length = Math.max(...batch.map((text) => text.ids.length))
  const ids = new BigInt64Array(batch.length * length)
  const mask = new BigInt64Array(batch.length * length)
  for (const [row, text] of batch.entries()) {
    for (const [column, token] of text.ids.entries()) {
      ids[row * length + column] = BigInt(token)
      mask[row * length + column] = 1n
    }
  }
  const shape = [batch.length, length]
  const known = {
    input_ids: ids,
    attention_mask: mask,
    token_type_ids: new BigInt64Array(ids.length),
  }
  const feeds = {}
  for (const name of session.inputNames) feeds[name] = new ort.Tensor('int64', known[name], shape)
  const output = await session.run(feeds)
  const hidden = output.last_hidden_state ?? output[session.outputNames[0]]
  if (!(hidden?.data instanceof Float32Array) || hidden.dims.length !== 3) {
    throw new Error('it gives no last_hidden_state of 32-bit numbers, text by token by number')
  }
  const width = hidden.dims[2]
  return batch.map((text, row) => {
    const states = hidden.data.subarray(
      row * length * width,
      (row * length + text.ids.length) * width,
    )
    const tokens = projection && text.wantsTokens ? project(states, width, text.ids) : null
    return { vector: toUnit(pool(states, width)), tokens }
  })
}

/** @param states One row of `width` numbers for each token, padding left out. */
function pool(states, width) {
  if (pooling === 'cls') return states.slice(0, width)
  if (pooling === 'last') return states.slice(states.length - width)
  const sum = new Float32Array(width)
  for (const [i, value] of states.entries()) sum[i % width] += value
  return sum
}

/** Each token's state in fewer numbers, at length 1. */
function project(states, width, ids) {
  const { matrix, dimensions } = projection
  const kept = [...ids.keys()].filter((i) => !leftOut.has(ids[i]))
  const rows = new Float32Array(kept.length * dimensions)
  for (const [at, i] of kept.entries()) {
    const row = rows.subarray(at * dimensions, (at + 1) * dimensions)
    for (let from = 0; from < width; from++) {
      const value = states[i * width + from]
      const start = from * dimensions
      for (let to = 0; to < dimensions; to++) row[to] += value * matrix[start + to]
    }
    row.set(toUnit(row))
  }
  return rows
}

function toUnit(vector) {
  let sum = 0
  for (const value of vector) sum += value * value
  const length = Math.sqrt(sum) || 1
  return vector.map((value) => value / length)
}

/** Lets the threads of customers' turns go first. Linux alone has a priority for one thread. */
function yieldToOthers() {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1))
    setPriority(thread, 10)
  } catch {
    // Elsewhere the threads share the processor evenly.
  }
}

function reasonOf(cause) {
  return cause instanceof Error ? cause.message : String(cause)
}
