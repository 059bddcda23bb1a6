import { describe, expect, test } from 'vitest'
import { newId } from '../id.js'
import { silentLog } from '../log.js'
import { fixedClock } from '../testing/fixed-clock.js'
import { createHttpApp } from './app.js'
import { eventStream, type StreamEvent } from './sse.js'

type Source = (signal: AbortSignal) => AsyncIterable<StreamEvent>

async function openStream(source: Source) {
  const clock = fixedClock()
  const stop = new AbortController()
  const app = createHttpApp({ log: silentLog, newId, stopping: stop.signal })
  app.get('/events', (c) => eventStream(c, source, clock))
  const response = await app.request('/events')
  if (response.body === null) throw new Error('The stream has no body.')
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const read = async () => (await reader.read()).value
  return { clock, stop, response, reader, read }
}

/** Yields nothing until its reader leaves or the server stops, then tells `ended`. */
function silentSource(ended: () => void): Source {
  return async function* (signal) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve))
    ended()
    yield* []
  }
}

describe('an event stream', () => {
  test('sends each event with its number and name', async () => {
    const { read, response } = await openStream(async function* () {
      yield { id: '7', event: 'message', data: 'two\nlines' }
    })

    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(await read()).toBe(': open\n\n')
    expect(await read()).toBe('event: message\ndata: two\ndata: lines\nid: 7\n\n')
    expect(await read()).toBeUndefined()
  })

  test('says each 15 seconds that it is still there', async () => {
    const { clock, read, reader } = await openStream(silentSource(() => {}))
    await read()

    clock.advance(15_000)
    expect(await read()).toBe(': still here\n\n')
    clock.advance(15_000)
    expect(await read()).toBe(': still here\n\n')
    await reader.cancel()
  })

  test('ends when the server stops', async () => {
    let ended = false
    const { stop, read } = await openStream(silentSource(() => (ended = true)))
    await read()

    stop.abort()

    expect(await read()).toBeUndefined()
    expect(ended).toBe(true)
  })

  test('ends its source when the reader leaves', async () => {
    let tellEnd = () => {}
    const ended = new Promise<void>((resolve) => (tellEnd = resolve))
    const { read, reader } = await openStream(silentSource(tellEnd))
    await read()

    await reader.cancel()

    await ended
  })

  test('never sends the text of an error', async () => {
    // biome-ignore lint/correctness/useYield: it fails before the first event.
    const { read } = await openStream(async function* () {
      throw new Error('secret')
    })

    expect(await read()).toBe(': open\n\n')
    expect(await read()).toBeUndefined()
  })
})
