import { Hono } from 'hono'
import { describe, expect, test, vi } from 'vitest'
import { splitPaths } from './split-paths.js'

const saying = (word: string) => new Hono().all('*', (c) => c.text(word))

describe('splitPaths', () => {
  test.each([
    ['/desk', 'late'],
    ['/desk/', 'late'],
    ['/desk/cases?view=mine', 'late'],
    ['/desk?view=mine', 'late'],
    ['/desktop', 'first'],
    ['/', 'first'],
    ['/help/desk', 'first'],
  ])('gives %s to the %s app', async (path, word) => {
    const app = splitPaths(saying('first'), ['/desk'], async () => saying('late'))

    const answer = await app.fetch(new Request(`http://shop.test${path}`))

    expect(await answer.text()).toBe(word)
  })

  test('does not load the late app for others', async () => {
    const late = vi.fn(async () => saying('late'))
    const app = splitPaths(saying('first'), ['/desk'], late)

    await app.fetch(new Request('http://shop.test/chat'))

    expect(late).not.toHaveBeenCalled()
  })

  test('passes on what the server knows of a request', async () => {
    const seen = new Hono<{ Bindings: { port: number } }>().all('*', (c) => c.json(c.env.port))
    const app = splitPaths(seen, ['/desk'], async () => seen)

    const answers = await Promise.all(
      ['/', '/desk'].map((path) =>
        app.fetch(new Request(`http://shop.test${path}`), { port: 3000 }),
      ),
    )

    expect(await Promise.all(answers.map((each) => each.json()))).toEqual([3000, 3000])
  })
})
