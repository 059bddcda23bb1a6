/** Collects what happens while its one reader is busy. */
export interface Mailbox<Item> {
  put(item: Item): void
  /** Everything since the last time, in order; waits while there is nothing. Empty on abort. */
  take(signal: AbortSignal): Promise<readonly Item[]>
}

export function createMailbox<Item>(): Mailbox<Item> {
  let items: Item[] = []
  let wake = () => {}
  return {
    put(item) {
      items.push(item)
      wake()
    },
    async take(signal) {
      if (items.length === 0 && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const done = () => {
            signal.removeEventListener('abort', done)
            resolve()
          }
          wake = done
          signal.addEventListener('abort', done)
        })
      }
      const taken = items
      items = []
      return signal.aborted ? [] : taken
    },
  }
}
