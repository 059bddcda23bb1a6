// The frame around the chat: fetches Web Chat when it is first opened, and tells the page around
// what came meanwhile.
;(() => {
  const panel = document.querySelector('#chat')
  const body = document.querySelector('#chat-body')
  const again = document.querySelector('#chat-again')
  const person = document.querySelector('#chat-person')
  const back = document.querySelector('#chat-back')
  const hello = document.querySelector('#chat-hello')
  if (!panel) return

  const { memory, notices, sending } = window.kefu
  const { language, locale, words, scripts, domain, tokenPath, files } = window.kefu.config
  const nonce = panel.dataset.nonce

  const TOKEN_AGAIN = [1_000, 2_000, 5_000]

  let store
  let opening

  async function openChat(focus) {
    opening ??= start()
    try {
      await opening
      if (focus) window.kefu.focusSendBox()
    } catch {
      opening = undefined
      notices.say(words['chat-failed'], 'late')
      again.hidden = false
    }
  }

  async function start() {
    body.textContent = words['chat-loading']
    // Web Chat and the token do not wait for each other; React is tiny and comes along.
    const [first] = await Promise.all([fetchToken(), load(scripts.react), load(scripts.webChat)])
    const { React, WebChat } = window
    store = WebChat.createStore(
      {},
      sending.guard(() => store),
    )
    store.subscribe(() => {
      const { activities, sendBoxAttachments } = store.getState()
      sending.showFiles(store, sendBoxAttachments)
      hello.hidden = activities.length > 0
      offerWayBack(activities)
      countUnread(activities)
    })
    store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text: memory.read('draft') ?? '' } })
    const look = window.kefu.drawing(React, words, { accept: files.accept, language })
    body.textContent = ''

    const render = (token) => {
      const directLine = window.kefu.connect(WebChat, domain, token, {
        connected: notices.connected,
        disconnected: notices.disconnected,
        refused: notices.refused,
        accepted: notices.accepted,
        renew: fetchToken,
        dead: () => void waitForToken().then(render),
      })
      WebChat.renderWebChat(
        { ...look, directLine, store, locale, nonce, sendTypingIndicator: true },
        body,
      )
    }
    render(first)
  }

  /**
   * Who waits for a person is offered the bot in place of a person. The choice below a message is
   * gone as soon as something else is written; this one stays.
   */
  function offerWayBack(activities) {
    const said = activities.findLast(({ type, from }) => type === 'message' && from.role === 'bot')
    const actions = said?.suggestedActions?.actions ?? []
    const way = actions.find(({ channelData }) => channelData?.leads === 'back-to-bot')
    back.hidden = !way
    person.hidden = !!way
    if (way) back.dataset.post = way.value
  }

  let isOpen = false
  let seen = 0
  let unreadKey
  let counted

  /** What the page around draws on its button, while the chat is closed. */
  function countUnread(activities) {
    if (activities === counted) return
    counted = activities
    const numbers = activities
      .filter(({ type, from }) => type === 'message' && from.role === 'bot')
      .filter(({ channelData }) => /^(bot|agent)$/.test(channelData?.kind))
      .map(({ channelData }) => channelData['webchat:sequence-id'])
    const newest = Math.max(seen, ...numbers)
    if (!isOpen) {
      window.kefu.tell('unread', { count: numbers.filter((number) => number > seen).length })
    } else if (newest > seen) {
      seen = newest
      window.kefu.tell('seen', { key: unreadKey, number: seen })
    }
  }

  /** Asks for a token until there is one: the server was away when the chat began. */
  async function waitForToken() {
    notices.disconnected()
    for (let tries = 0; ; tries++) {
      await pause(TOKEN_AGAIN[Math.min(tries, TOKEN_AGAIN.length - 1)])
      try {
        return await fetchToken()
      } catch {
        // The line above the chat says that we go on trying.
      }
    }
  }

  /**
   * Who is not signed in at the shop is known by a cookie, or by the key that the page around
   * keeps; where neither can be, by the last token.
   */
  async function fetchToken() {
    const last = memory.read('token')
    const identity = await window.kefu.askIdentity()
    const visitor = window.kefu.visitor()
    const response = await fetch(tokenPath, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(last && { authorization: `Bearer ${last}` }),
      },
      body: JSON.stringify({ language, visitor, ...(identity && { identity }) }),
    })
    if (!response.ok) throw new Error(`the token route answered ${response.status}`)
    const token = await response.json()
    memory.write('token', token.token)
    unreadKey = token.unreadKey
    if (token.visitor) window.kefu.keepVisitor(token.visitor)
    if (token.identity?.ok === false) {
      console.warn(token.identity.message)
      notices.say(words['identity-refused'], 'warn')
    }
    return token
  }

  /** Says something for the customer; before it is connected, Web Chat would drop it. */
  async function post(text) {
    try {
      await opening
    } catch {
      return // `openChat` says so.
    }
    if (!store) return
    await isConnected()
    store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { method: 'keyboard', text } })
    window.kefu.focusSendBox()
  }

  const takesMessages = () => /^(re)?connected$/.test(store?.getState().connectivityStatus)

  function isConnected() {
    return new Promise((resolve) => {
      if (takesMessages()) return resolve()
      const stop = store.subscribe(() => {
        if (!takesMessages()) return
        stop()
        resolve()
      })
    })
  }

  let isSending = false

  /**
   * Who is quicker than the first connection has pressed Enter for nothing: Web Chat refuses, and
   * tells only screen readers. So the text is sent as soon as it can be, as it then stands.
   */
  async function sendWhenConnected(event) {
    if (!store || takesMessages()) return
    event.preventDefault()
    event.stopPropagation()
    if (isSending) return
    isSending = true
    await isConnected()
    isSending = false
    store.dispatch({ type: 'WEB_CHAT/SUBMIT_SEND_BOX', payload: { method: 'keyboard' } })
  }

  function load(src) {
    return new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = src
      script.addEventListener('load', resolve)
      script.addEventListener('error', () => {
        script.remove()
        reject(new Error(`${src} could not be loaded`))
      })
      document.head.append(script)
    })
  }

  function pause(ms) {
    return new Promise((resolve) => setTimeout(resolve, ms))
  }

  again.addEventListener('click', () => {
    notices.hush()
    again.hidden = true
    void openChat(true)
  })
  document.querySelector('#chat-close').addEventListener('click', () => window.kefu.tell('close'))
  panel.addEventListener('click', (event) => {
    const button = event.target.closest('[data-post]')
    if (button) void post(button.dataset.post)
  })
  const sendsOn = (event) =>
    event.type === 'click'
      ? event.target.closest('.webchat__send-button')
      : event.key === 'Enter' && !event.shiftKey && !event.isComposing
  for (const type of ['keypress', 'click']) {
    body.addEventListener(type, (event) => sendsOn(event) && void sendWhenConnected(event), true)
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) window.kefu.tell('close')
  })
  window.addEventListener('offline', notices.disconnected)

  window.kefu.onOpen((focus) => {
    isOpen = true
    counted = undefined
    if (store) countUnread(store.getState().activities)
    void openChat(focus)
  })
  window.kefu.onClosed(() => {
    isOpen = false
  })
  // In a tab of its own there is nobody who would open it.
  if (window.kefu.isFramed) window.kefu.tell('ready')
  else {
    document.querySelector('#chat-close').hidden = true
    isOpen = true
    void openChat(true)
  }
})()
