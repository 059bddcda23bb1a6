// The chat on a shop's page: a button, and a frame that is loaded when it is first pressed. The
// last part of what shops load as /widget.js. What the attributes of the script tag and
// `window.Kefu` mean stands in bot/widget/README.md.
;(() => {
  const tag = document.currentScript
  if (window.Kefu) return
  const { look, lasting, visit, make, draw } = tag.kefu
  const { fetchWords, findIdentity, fetchUnread, readSeen, writeSeen, forgetSeen } = tag.kefu
  const base = new URL(tag.src).origin
  const { dataset } = tag

  /** As wide as a phone; there the open chat is the whole screen. */
  const PHONE = window.matchMedia('(max-width: 480px)')
  const FRAME_LIMIT = 20_000
  const UNREAD_EVERY = 60_000
  const listeners = new Map()
  let identity = dataset.identity
  let identityAddress = dataset.identityUrl
  let words
  let isOpen = false
  let unread = 0
  let frame
  let isBegun = false
  let tooLate
  let returnTo
  let parts
  let wanted = window.location.hash === '#chat' || visit.read('open') === 'yes'
  let wantedFocus = window.location.hash === '#chat'

  function showUnread(count) {
    if (count === unread) return
    const more = count > unread
    unread = count
    if (parts) {
      const { badge, launcher, aloud, label } = parts
      const sentence = count > 0 ? words.unread.replace('{count}', count > 9 ? '9+' : count) : ''
      badge.hidden = count === 0
      badge.textContent = count > 9 ? '9+' : String(count)
      if (sentence) launcher.setAttribute('aria-label', `${label} · ${sentence}`)
      else launcher.removeAttribute('aria-label')
      if (more || count === 0) aloud.textContent = sentence
    }
    emit('unread', { count })
  }

  // --- Open and closed.

  function open(focus = true) {
    if (!parts) {
      wanted = true
      wantedFocus = focus
      return
    }
    if (!isOpen) {
      returnTo = document.activeElement
      isOpen = true
      visit.write('open', 'yes')
      parts.panel.hidden = false
      parts.launcher.setAttribute('aria-expanded', 'true')
      fit()
      emit('open')
    }
    showUnread(0)
    if (!frame) load()
    if (focus) frame.focus()
    if (isBegun) tell('open', { focus })
    else wantedFocus = focus
  }

  function close() {
    if (!isOpen) {
      wanted = false
      return
    }
    isOpen = false
    visit.write('open', 'no')
    parts.panel.hidden = true
    parts.launcher.setAttribute('aria-expanded', 'false')
    fit()
    tell('closed')
    const { launcher } = parts
    const back = launcher.hidden && returnTo?.isConnected ? returnTo : launcher
    back.focus()
    emit('close')
  }

  let undo

  /** On a phone the open chat is all there is: what lies below neither scrolls nor takes focus. */
  function fit() {
    const whole = isOpen && PHONE.matches
    parts.panel.classList.toggle('whole', whole)
    parts.launcher.hidden = whole || dataset.launcher === 'none'
    if (whole) parts.panel.setAttribute('aria-modal', 'true')
    else parts.panel.removeAttribute('aria-modal')
    fitKeyboard()
    if (whole === (undo !== undefined)) return
    if (!whole) {
      undo()
      undo = undefined
      return
    }
    const others = [...document.body.children].filter((each) => each !== parts.host && !each.inert)
    const root = document.documentElement
    const { overflow } = root.style
    for (const each of others) each.inert = true
    root.style.overflow = 'hidden'
    undo = () => {
      for (const each of others) each.inert = false
      root.style.overflow = overflow
    }
  }

  /** Safari draws a phone's keyboard over what is fixed, so the chat ends above it. */
  function fitKeyboard() {
    const { visualViewport: seen_ } = window
    const whole = isOpen && PHONE.matches && seen_ && seen_.scale === 1
    parts.panel.style.height = whole ? `${seen_.height}px` : ''
    parts.panel.style.top = whole ? `${seen_.offsetTop}px` : ''
    parts.panel.style.bottom = whole ? 'auto' : ''
  }

  // --- The frame, and what is said to it and heard from it.

  function load() {
    isBegun = false
    const address = new URL(words.frame, base)
    address.searchParams.set('lang', words.language)
    address.searchParams.set('origin', window.location.origin)
    parts.wait.replaceChildren(make('p', {}, [words.loading]))
    frame = make('iframe', {
      class: 'early',
      title: look().title ?? words.title,
      src: address.href,
    })
    parts.panel.append(frame)
    clearTimeout(tooLate)
    tooLate = setTimeout(sayFailed, FRAME_LIMIT)
  }

  function unload() {
    clearTimeout(tooLate)
    frame?.remove()
    frame = undefined
    isBegun = false
  }

  function sayFailed() {
    unload()
    const again = make('button', { type: 'button' }, [words.again])
    again.addEventListener('click', () => open())
    parts.wait.replaceChildren(make('p', { role: 'alert' }, [words.failed]), again)
  }

  /** Only the service's own page may hear it, whatever stands in the frame. */
  function tell(type, more) {
    frame?.contentWindow?.postMessage({ kefu: type, ...more }, base)
  }

  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== base || !frame || source !== frame.contentWindow) return
    switch (data?.kefu) {
      case 'ready':
        tell('begin', {
          ...look(),
          // On its own host the chat has a cookie, which is out of reach of scripts.
          ...(base !== window.location.origin && { visitor: lasting.read('visitor') ?? '' }),
        })
        isBegun = true
        clearTimeout(tooLate)
        frame.classList.remove('early')
        parts.wait.replaceChildren()
        if (isOpen) tell('open', { focus: wantedFocus })
        break
      case 'close':
        close()
        break
      case 'unread':
        if (!isOpen && Number.isSafeInteger(data.count)) showUnread(data.count)
        break
      case 'seen':
        if (Number.isSafeInteger(data.number) && typeof data.key === 'string') {
          writeSeen(data.key, data.number)
        }
        break
      case 'visitor':
        if (typeof data.visitor === 'string') lasting.write('visitor', data.visitor)
        break
      case 'identity-wanted':
        void findIdentity(identity, identityAddress).then((token) =>
          tell('identity', { ask: data.ask, token }),
        )
        break
    }
  })

  // --- What was said while the chat was closed.

  /** While there is no frame that would tell; only for whoever has chatted before. */
  async function countUnread() {
    const seen = readSeen()
    if (!seen || frame || document.hidden) return
    const count = await fetchUnread(base, seen)
    if (count !== undefined && !frame) showUnread(count)
  }

  // --- For the shop's own scripts.

  function emit(name, detail = {}) {
    for (const listener of listeners.get(name) ?? []) {
      try {
        listener(detail)
      } catch (cause) {
        console.error(`Kefu: a listener of "${name}" failed.`, cause)
      }
    }
  }

  window.Kefu = Object.freeze({
    open: () => open(true),
    close,
    get isOpen() {
      return isOpen
    },
    get unread() {
      return unread
    },
    /** @param token `null` for whoever has signed out. */
    identify(token) {
      identity = typeof token === 'string' && token !== '' ? token : null
      forgetSeen()
      showUnread(0)
      if (!frame) return
      unload()
      if (isOpen) {
        wantedFocus = false
        load()
      }
    },
    /** @returns What ends it. */
    on(name, listener) {
      listeners.set(name, (listeners.get(name) ?? new Set()).add(listener))
      if (name === 'ready' && parts) listener({})
      return () => void listeners.get(name)?.delete(listener)
    },
  })

  // --- The beginning.

  const language = dataset.lang || document.documentElement.lang || navigator.language

  async function begin() {
    words = await fetchWords(base, language)
    if (!words) return
    identityAddress ??= words.identityPath
    if (document.readyState === 'loading') {
      await new Promise((done) =>
        document.addEventListener('DOMContentLoaded', done, { once: true }),
      )
    }
    parts = draw(words, { toggle: () => (isOpen ? close() : open()), close })
    PHONE.addEventListener('change', fit)
    window.visualViewport?.addEventListener('resize', fitKeyboard)
    window.visualViewport?.addEventListener('scroll', fitKeyboard)
    emit('ready')
    document.dispatchEvent(new CustomEvent('kefu-ready'))
    if (wanted) open(wantedFocus)
    else void countUnread()
    setInterval(() => void countUnread(), UNREAD_EVERY)
    document.addEventListener('visibilitychange', () => void countUnread())
  }

  void begin()
})()
