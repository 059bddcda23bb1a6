import { type Instant, type Millis, SECOND } from '../../platform/clock.js'

export interface Page {
  readonly status: number
  readonly html: string
}

/** An event of the desk's stream, and when it arrived, by the machine's clock. */
export interface Pushed {
  readonly data: string
  readonly at: Instant
}

export interface DeskStream extends AsyncDisposable {
  /** The first event from now on, or that nobody has asked for, which holds these words. */
  until(words: string | RegExp): Promise<Pushed>
}

/** A browser without script in which someone of the team is signed in; in English, to read well. */
export interface Desk {
  get(path: string): Promise<Page>
  /** Sends a form, as the button in the page would; follows to the page behind it. */
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Page>
  /** Opens a page and listens to what changes on it. */
  listen(path: string): Promise<DeskStream>
}

const PATIENCE: Millis = 45 * SECOND

/** @param link Path of a sign-in link. */
export async function openDesk(url: string, link: string): Promise<Desk> {
  const entered = await fetch(`${url}${link}`, { redirect: 'manual' })
  const cookie = entered.headers.get('set-cookie')?.split(';')[0]
  if (!cookie) throw new Error(`The sign-in link was refused with ${entered.status}.`)
  const headers = { cookie, accept: 'text/html', 'accept-language': 'en', origin: url }

  async function request(path: string, init: RequestInit = {}): Promise<Page> {
    const response = await fetch(`${url}${path}`, { headers, ...init })
    return { status: response.status, html: await response.text() }
  }

  return {
    get: request,
    post: (path, fields) => request(path, { method: 'POST', body: new URLSearchParams(fields) }),
    async listen(path) {
      const { html } = await request(path)
      const stream = /hx-sse:connect="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      if (!stream) throw new Error(`${path} follows no stream.`)
      return readStream(`${url}${stream}`, headers)
    },
  }
}

async function readStream(address: string, headers: Record<string, string>): Promise<DeskStream> {
  const left = new AbortController()
  const response = await fetch(address, { headers, signal: left.signal })
  const pushed: Pushed[] = []
  const checks = new Set<() => void>()
  const reading = read().catch((cause: unknown) => {
    if (!left.signal.aborted) throw cause
  })

  async function read(): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const lines = block.split('\n').filter((line) => line.startsWith('data:'))
        const data = lines.map((line) => line.slice('data:'.length).trimStart()).join('\n')
        if (data !== '') pushed.push({ data, at: Date.now() })
      }
      for (const check of checks) check()
    }
  }

  return {
    until: (words) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const index = pushed.findIndex(({ data }) =>
            typeof words === 'string' ? data.includes(words) : words.test(data),
          )
          const [found] = index < 0 ? [] : pushed.splice(0, index + 1).slice(-1)
          if (!found) return
          settle()
          resolve(found)
        }
        const settle = () => {
          checks.delete(check)
          clearTimeout(timer)
        }
        const timer = setTimeout(() => {
          settle()
          reject(new Error(`The desk was not told of ${words}, but of ${pushed.length} others.`))
        }, PATIENCE)
        checks.add(check)
        check()
      }),
    async [Symbol.asyncDispose]() {
      left.abort()
      await reading
    },
  }
}

/** The id of a case in a page or event that lists it by its subject. */
export function caseIn(html: string, subject: string): string {
  const row = html.split('id="row-').find((each) => each.includes(subject))
  const id = row?.match(/^(case_\w+)/)?.[1]
  if (id === undefined) throw new Error(`No case about ${subject} is in the list.`)
  return id
}

/** The value of a hidden field of the page. */
export function hiddenField(html: string, name: string): string {
  const field = new RegExp(`<input type="hidden" name="${name}" value="([^"]*)"`).exec(html)
  if (field?.[1] === undefined) throw new Error(`The page has no hidden field ${name}.`)
  return field[1]
}
