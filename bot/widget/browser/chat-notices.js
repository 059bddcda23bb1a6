// The line above the chat, which says what is the matter when something is.
;(() => {
  const notice = document.querySelector('#chat-notice')
  if (!notice) return
  const { words } = window.kefu.config

  /** Shorter gaps are not worth a word, in milliseconds. */
  const GAP_UNNOTICED = 1_500
  const BACK_SHOWN = 3_000

  let refusal
  let gap
  let gone = false

  function disconnected() {
    if (gone || gap !== undefined) return
    gap = setTimeout(() => {
      gap = undefined
      gone = true
      say(words.offline, 'warn')
    }, GAP_UNNOTICED)
  }

  function connected() {
    clearTimeout(gap)
    gap = undefined
    if (!gone) return
    gone = false
    say(words['back-online'], 'ok')
    setTimeout(() => {
      if (notice.dataset.tone === 'ok') hush()
    }, BACK_SHOWN)
  }

  /** Sentences for these come from the server, in the customer's language. */
  const SAID_BY_SERVER = new Set(['too-many', 'too-large', 'wrong-type'])

  function refused({ code, message } = {}) {
    refuse(SAID_BY_SERVER.has(code) ? message : words.refused)
  }

  /** Stands until something was accepted. */
  function refuse(sentence) {
    refusal = sentence
    say(sentence, 'warn')
  }

  function accepted() {
    if (refusal !== undefined && notice.textContent === refusal) hush()
    refusal = undefined
  }

  function say(text, tone) {
    notice.textContent = text
    notice.dataset.tone = tone
    notice.hidden = false
  }

  function hush() {
    notice.hidden = true
    notice.dataset.tone = ''
  }

  window.kefu = {
    ...window.kefu,
    notices: { say, hush, refuse, refused, accepted, connected, disconnected },
  }
})()
