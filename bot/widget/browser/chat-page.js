// What the chat's page knows of the page around it, which is the shop's: messages go to its origin
// alone and are taken from nobody else. Begins `window.kefu`, to which the other scripts add.
;(() => {
  const panel = document.querySelector('#chat')
  if (!panel) return
  const config = JSON.parse(panel.dataset.config)
  const isFramed = window.parent !== window
  const IDENTITY_LIMIT = 6_000
  const HEX = /^#[0-9a-f]{6}$/i

  const unkept = new Map()
  /** Until the tab is closed; in a private window perhaps until the page is left. */
  const memory = {
    read(key) {
      try {
        return sessionStorage.getItem(`kefu-chat-${key}`) ?? unkept.get(key)
      } catch {
        return unkept.get(key)
      }
    },
    write(key, value) {
      unkept.set(key, value)
      try {
        sessionStorage.setItem(`kefu-chat-${key}`, value)
      } catch {
        // The browser allows no storage here.
      }
    },
  }

  function tell(type, more) {
    if (isFramed) window.parent.postMessage({ kefu: type, ...more }, config.origin)
  }

  let visitor
  const openings = new Set()
  const closings = new Set()
  const identities = new Map()

  window.addEventListener('message', ({ origin, source, data }) => {
    if (!isFramed || source !== window.parent || origin !== config.origin) return
    switch (data?.kefu) {
      case 'begin':
        if (typeof data.visitor === 'string') visitor = data.visitor
        dress(data)
        break
      case 'open':
        for (const listener of openings) listener(data.focus === true)
        break
      case 'closed':
        for (const listener of closings) listener()
        break
      case 'identity':
        identities.get(data.ask)?.(typeof data.token === 'string' ? data.token : undefined)
        break
    }
  })

  /** The shop's colours and texts; each is looked at, whoever it comes from. */
  function dress({ theme, palette, title, greeting }) {
    const root = document.documentElement
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme
    const set = (name, part) => {
      const [light, dark] = [palette?.light?.[part], palette?.dark?.[part]]
      if (HEX.test(light) && HEX.test(dark)) {
        root.style.setProperty(name, `light-dark(${light}, ${dark})`)
      }
    }
    set('--accent', 'accent')
    set('--on-accent', 'on')
    set('--accent-text', 'text')
    set('--accent-soft', 'soft')
    if (typeof title === 'string') {
      document.querySelector('#chat-title').textContent = title
      document.title = title
    }
    if (typeof greeting === 'string') {
      document.querySelector('#chat-greeting').textContent = greeting
    }
  }

  let asked = 0

  /** Who the shop says is signed in; `undefined` without an answer. */
  function askIdentity() {
    if (!isFramed) return Promise.resolve(undefined)
    const ask = ++asked
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, IDENTITY_LIMIT)
      identities.set(ask, (token) => {
        identities.delete(ask)
        clearTimeout(timer)
        resolve(token)
      })
      tell('identity-wanted', { ask })
    })
  }

  window.kefu = {
    config,
    memory,
    tell,
    askIdentity,
    /** What the page around keeps for us; `undefined` where a cookie does. */
    visitor: () => visitor,
    keepVisitor(key) {
      visitor = key
      tell('visitor', { visitor: key })
    },
    onOpen: (listener) => openings.add(listener),
    onClosed: (listener) => closings.add(listener),
    isFramed,
  }
})()
