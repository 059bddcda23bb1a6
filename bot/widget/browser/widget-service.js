// Part of /widget.js: what is asked of the service and of the shop. Nothing here ever throws: a page
// works without its chat.
;(() => {
  const tag = document.currentScript
  const { lasting } = tag.kefu
  const IDENTITY_LIMIT = 5_000

  /** @returns The words and addresses for this page; `undefined`, and a line that says why. */
  async function fetchWords(base, language) {
    const address = `${base}/chat/embed?lang=${encodeURIComponent(language)}`
    try {
      const answer = await fetch(address, { credentials: 'omit' })
      if (!answer.ok) throw new Error(`it answered ${answer.status}`)
      const { words, ...rest } = await answer.json()
      return { ...words, ...rest }
    } catch (cause) {
      await sayWhy(base, address, cause)
      return undefined
    }
  }

  /** A browser tells a script nothing of a refusal; but one that may not read still gets through. */
  async function sayWhy(base, address, cause) {
    const own = window.location.origin
    try {
      await fetch(address, { mode: 'no-cors', credentials: 'omit' })
    } catch {
      console.error(`Kefu: ${base} could not be reached, so there is no chat on this page.`, cause)
      return
    }
    console.error(
      `Kefu: pages of ${own} may not embed the chat of ${base}. Where Kefu runs, set KEFU_CHAT_ORIGINS=${own} (several are separated by commas) and start it again.`,
    )
  }

  /** Who the shop says is signed in. Without an answer the chat goes on without a name. */
  async function findIdentity(given, address) {
    if (given !== undefined) return given
    if (!address) return null
    try {
      const answer = await fetch(new URL(address, document.baseURI), {
        cache: 'no-store',
        signal: AbortSignal.timeout(IDENTITY_LIMIT),
      })
      const { token } = answer.ok ? await answer.json() : {}
      return typeof token === 'string' ? token : null
    } catch {
      return null
    }
  }

  /** How far this visitor has read, and the key by which the rest is counted. */
  function readSeen() {
    try {
      const { key, number } = JSON.parse(lasting.read('seen') ?? '{}')
      return typeof key === 'string' && Number.isSafeInteger(number) ? { key, number } : undefined
    } catch {
      return undefined
    }
  }

  const writeSeen = (key, number) => lasting.write('seen', JSON.stringify({ key, number }))
  const forgetSeen = () => lasting.write('seen', '{}')

  /** @returns `undefined` when nobody could say. */
  async function fetchUnread(base, { key, number }) {
    try {
      const answer = await fetch(`${base}/chat/unread`, {
        method: 'POST',
        credentials: 'omit',
        // As text, which a browser may send to another host without asking first.
        body: JSON.stringify({ key, seen: number }),
      })
      if (answer.ok) return (await answer.json()).unread
      if (answer.status === 401 || answer.status === 403) forgetSeen()
    } catch {
      // The next time will tell.
    }
    return undefined
  }

  tag.kefu = {
    ...tag.kefu,
    fetchWords,
    findIdentity,
    fetchUnread,
    readSeen,
    writeSeen,
    forgetSeen,
  }
})()
