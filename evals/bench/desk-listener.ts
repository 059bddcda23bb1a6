/** A part of the page as it arrived. */
export interface Arrival {
  /** By the machine's clock. */
  readonly at: number
  /** Number of the newest event in it; 0 when it has none. */
  readonly number: number
  /** Whether the list of cases is in it. */
  readonly hasList: boolean
  /** Messages of the load that its conversation shows and none before did. */
  readonly marks: readonly string[]
}

const MARK = /load-\d{5}/g

/** A browser at the desk, in a process of its own: opens a page and reports all that is pushed. */
async function listen(url: string, path: string, cookie: string): Promise<void> {
  const headers = { cookie, accept: 'text/html', 'accept-language': 'en' }
  const html = await (await fetch(`${url}${path}`, { headers })).text()
  const stream = /hx-sse:connect="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  if (!stream) throw new Error(`${path} follows no stream.`)
  const response = await fetch(`${url}${stream}`, { headers })
  const seen = new Set<string>()
  const decoder = new TextDecoder()
  let text = ''
  process.send?.('listening')
  for await (const chunk of response.body ?? []) {
    const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n')
    text = blocks.pop() ?? ''
    const at = Date.now()
    for (const block of blocks) {
      // A row of the list names messages too, of cases that are not open here.
      const inConversation = block.includes('hx-target="#conversation"') ? block.match(MARK) : []
      const marks = [...new Set(inConversation)].filter((mark) => !seen.has(mark))
      for (const mark of marks) seen.add(mark)
      const number = Number(/^id: ?(\d+)$/m.exec(block)?.[1] ?? 0)
      const arrival: Arrival = { at, number, hasList: block.includes('id="row-'), marks }
      process.send?.(arrival)
    }
  }
}

const [url = '', path = '', cookie = ''] = process.argv.slice(2)
process.once('disconnect', () => process.exit())
// The server ends the stream when the load is over.
await listen(url, path, cookie).catch((cause: unknown) => {
  if (process.connected) process.send?.({ failed: String(cause) })
})
