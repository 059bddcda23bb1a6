import { describe, expect, test } from 'vitest'
import { fromLangChain } from './langchain-embedder.js'

const { signal } = new AbortController()

/** A LangChain model that keeps what it was asked. */
function scripted(answer: (texts: readonly string[]) => number[][] | Promise<number[][]>) {
  const asked: string[] = []
  return {
    asked,
    embedQuery: async (text: string) => {
      asked.push(`question ${text}`)
      return (await answer([text]))[0] ?? []
    },
    embedDocuments: async (texts: string[]) => {
      asked.push(...texts.map((text) => `passage ${text}`))
      return answer(texts)
    },
  }
}
const ones = (texts: readonly string[]) => texts.map(() => [3, 4])

describe('a LangChain model as embedder', () => {
  test('gives unit vectors, of folded text, each kind by its own method', async () => {
    const model = scripted(ones)
    const embedder = fromLangChain(model, { name: 'm', dimensions: 2 })

    const [question] = await embedder.embed(['退貨'], signal)
    await embedder.embed(['A'], signal, 'passage')

    expect([...(question ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([0.6, 0.8])
    expect(model.asked).toEqual(['question 退货', 'passage a'])
  })

  test('asks for a question once', async () => {
    const model = scripted(ones)
    const embedder = fromLangChain(model, { name: 'm', dimensions: 2 })

    await embedder.embed(['a', 'A', 'b'], signal)
    await embedder.embed(['b'], signal)

    expect(model.asked).toEqual(['question a', 'question b'])
  })

  test.each([
    { what: 'another width', answer: () => [[1, 2, 3]], code: 'misconfigured' },
    { what: 'no vector', answer: () => [], code: 'misconfigured' },
    {
      what: 'an error',
      answer: () => Promise.reject(new Error('no route')),
      code: 'upstream-down',
    },
  ])('says clearly that the model gave $what', async ({ answer, code }) => {
    const embedder = fromLangChain(scripted(answer), { name: 'm', dimensions: 2 })

    await expect(embedder.embed(['a'], signal)).rejects.toMatchObject({ name: 'Fault', code })
  })

  test('nobody waits for an answer that does not come', async () => {
    const embedder = fromLangChain(
      scripted(() => new Promise(() => {})),
      {
        name: 'm',
        dimensions: 2,
      },
    )
    const stop = new AbortController()
    const asked = embedder.embed(['a'], stop.signal)

    stop.abort()

    await expect(asked).rejects.toThrow('aborted')
  })

  test('nothing asked is nothing done', async () => {
    const model = scripted(ones)

    expect(await fromLangChain(model, { name: 'm', dimensions: 2 }).embed([], signal)).toEqual([])
    expect(model.asked).toEqual([])
  })
})
