/**
 * Writing: drafts that survive everything, sending that shows at once, and keys of the box.
 *
 * A draft is kept per agent, case and kind. What is being sent is kept as well until the server
 * has it, under the name that makes sending it again harmless.
 */
const TYPING_EVERY = 3000
const LEAVING = 200

const composer = () => document.getElementById('composer')
const box = () => document.getElementById('text')
const kindOf = (form) => form.elements.kind.value
const draftKey = (form) => `kefu-draft ${form.dataset.agent} ${form.dataset.case} ${kindOf(form)}`
const sendingPrefix = (form) => `kefu-sending ${form.dataset.agent} ${form.dataset.case} `

/** Storage may be full or forbidden; then the words live as long as the page. */
function keep(key, text) {
  try {
    if (text) localStorage.setItem(key, text)
    else localStorage.removeItem(key)
  } catch {
    // Nothing else can be done, and writing must go on.
  }
}

function kept(key) {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

// --- drafts -----------------------------------------------------------------------------------

/** What was on its way when the page went: the same text goes again under the same name. */
let unsent = null

function restore() {
  const form = composer()
  if (!form || form.dataset.restored) return
  form.dataset.restored = 'true'
  const prefix = sendingPrefix(form)
  const key = Object.keys(localStorage).find((each) => each.startsWith(prefix))
  if (key && !kept(draftKey(form))) {
    const { clientId, kind, text } = JSON.parse(kept(key))
    form.elements.kind.value = kind
    unsent = { clientId, text }
    keep(draftKey(form), text)
  }
  if (key) keep(key, '')
  box().value = kept(draftKey(form))
}

document.addEventListener('change', (event) => {
  const form = composer()
  if (event.target.name !== 'kind' || event.target.form !== form) return
  box().value = kept(draftKey(form))
  box().focus()
})

let toldTypingAt = 0
document.addEventListener('input', (event) => {
  const form = composer()
  if (event.target !== box()) return
  keep(draftKey(form), event.target.value)
  if (Date.now() - toldTypingAt < TYPING_EVERY) return
  toldTypingAt = Date.now()
  const body = new URLSearchParams({ kind: kindOf(form) })
  fetch(form.dataset.typing, { method: 'POST', body }).catch(() => {})
})

// --- sending ----------------------------------------------------------------------------------

/** One after the other, so that messages arrive in the order in which they were written. */
let sending = Promise.resolve()

document.addEventListener('submit', (event) => {
  const form = event.target
  if (form !== composer()) return
  event.preventDefault()
  const text = box().value.trim()
  if (!text) return
  const data = new URLSearchParams(new FormData(form))
  if (kindOf(form) === 'reply') data.set('articles', insertedIn(text).join('\n'))
  if (unsent?.text === text) data.set('clientId', unsent.clientId)
  unsent = null
  form.elements.clientId.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`
  const key = sendingPrefix(form) + data.get('clientId')
  const kind = kindOf(form)
  keep(key, JSON.stringify({ clientId: data.get('clientId'), kind, text }))
  keep(draftKey(form), '')
  box().value = ''
  form.elements.asks.checked = false
  const line = showSending(text, kind)
  sending = sending.then(() => send(form, data, { key, kind, text, line }))
})

function showSending(text, kind) {
  const list = document.getElementById('sending')
  const line = document.createElement('li')
  line.className = `message sending ${kind === 'note' ? 'note' : 'agent'}`
  const who = document.createElement('p')
  who.className = 'who soft small'
  who.textContent = list.dataset.words
  const bubble = document.createElement('div')
  bubble.className = 'bubble plain-text'
  bubble.textContent = text
  line.append(who, bubble)
  list.append(line)
  return line
}

async function send(form, data, { key, kind, text, line }) {
  let response
  try {
    response = await fetch(form.action, {
      method: 'POST',
      body: data,
      headers: { 'HX-Request': 'true' },
    })
    const redirect = response.headers.get('HX-Redirect')
    if (redirect) {
      giveBack(form, kind, text)
      keep(key, '')
      location.href = redirect
      return
    }
    const parts = await response.text()
    const isParts = response.headers.get('content-type')?.includes('text/html')
    const isHere = form === composer()
    line.remove()
    if (isHere && isParts && (response.ok || response.status === 409)) {
      await htmx.swap({ text: parts, sourceElement: form, target: form, swap: 'none' })
    }
  } catch {
    response = undefined
    // A page that is being left fails here too. It does not live to see the next line, and what
    // was on its way is found by the page that comes.
    await new Promise((resolve) => setTimeout(resolve, LEAVING))
  }
  line.remove()
  // Written to its new place before it is taken from the old one.
  if (!response?.ok) {
    giveBack(form, kind, text)
    if (data.has('asks')) form.elements.asks.checked = true
  }
  keep(key, '')
  if (response?.ok) return
  if (response?.status !== 409) {
    const alert = document.getElementById('alert')
    const words = document.createElement('p')
    words.className = 'notice late'
    words.textContent = form.dataset.failed
    alert.replaceChildren(words)
  }
}

/** Puts refused words back, before what has been written since. */
function giveBack(form, kind, text) {
  const key = `kefu-draft ${form.dataset.agent} ${form.dataset.case} ${kind}`
  const later = kept(key)
  keep(key, later ? `${text}\n${later}` : text)
  if (form === composer() && kindOf(form) === kind) box().value = kept(key)
}

// The stream may bring the message before the answer to its own sending does.
document.addEventListener('htmx:after:swap', () => {
  const last = document.querySelector('#conversation > .message:last-child .bubble')
  for (const line of document.querySelectorAll('#sending > li')) {
    if (last?.textContent.trim() === line.querySelector('.bubble').textContent) line.remove()
  }
})

// --- keys of the box --------------------------------------------------------------------------

document.addEventListener('keydown', (event) => {
  if (event.target !== box() || event.key !== 'Enter' || event.shiftKey) return
  // While an input method composes, Enter belongs to it; 229 is what Safari calls that.
  if (event.isComposing || event.keyCode === 229) return
  event.preventDefault()
  const form = composer()
  const button = document.getElementById(`send-${kindOf(form)}`)
  if (button) form.requestSubmit(button)
  else document.querySelector('[data-key="a"]')?.focus()
})

// --- suggested passages -----------------------------------------------------------------------

/** What was put into the reply, by its article: told with the reply, so that search learns of it. */
const inserted = new Map()

/** The articles of which at least a line is still in what is sent. */
function insertedIn(text) {
  const ids = [...inserted]
    .filter(([, passage]) =>
      passage.split('\n').some((line) => line.trim() && text.includes(line.trim())),
    )
    .map(([id]) => id)
  inserted.clear()
  return ids
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert]')
  const form = composer()
  if (!button || !form) return
  if (kindOf(form) !== 'reply') {
    form.elements.kind.value = 'reply'
    box().value = kept(draftKey(form))
  }
  inserted.set(button.dataset.article, button.dataset.insert)
  const text = box()
  const gap = text.value && !text.value.endsWith('\n') ? '\n' : ''
  text.setRangeText(gap + button.dataset.insert, text.value.length, text.value.length, 'end')
  keep(draftKey(form), text.value)
  text.focus()
})

document.addEventListener('htmx:after:swap', restore)
restore()
