// What is written, chosen and sent: nothing too long or too large leaves the box, and a message
// that is sent again is known to be the same.
;(() => {
  if (!window.kefu?.notices) return
  const { memory, notices, sizeIn } = window.kefu
  const { words, language, textLength, files } = window.kefu.config
  const staged = document.querySelector('#chat-staged')

  /**
   * Watches what is written and sent. A text that is too long stays in the box. Each message gets
   * an id that stays when it is sent again by its "retry" button, where Web Chat changes its own.
   */
  const guard = (storeOf) => () => (next) => (action) => {
    switch (action.type) {
      case 'WEB_CHAT/SET_SEND_BOX':
        memory.write('draft', action.payload.text)
        return next(action)
      case 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS':
        return next({ ...action, payload: { attachments: fitting(action.payload.attachments) } })
      case 'WEB_CHAT/SUBMIT_SEND_BOX':
        if ((memory.read('draft') ?? '').trim().length <= textLength) return next(action)
        notices.refuse(words['too-long'])
        return undefined
      case 'DIRECT_LINE/POST_ACTIVITY': {
        const { activity } = action.payload
        if (activity.value !== undefined) sealCard()
        if (activity.channelData?.sendId !== undefined) takeAway(storeOf(), activity)
        const channelData = { sendId: randomId(), ...activity.channelData }
        return next({
          ...action,
          payload: { ...action.payload, activity: { ...activity, channelData } },
        })
      }
      default:
        return next(action)
    }
  }

  /** What may be sent of what was chosen. The server looks again, at the bytes as well. */
  function fitting(chosen) {
    let total = 0
    let complaint
    const kept = chosen.filter(({ blob: { size, type } }) => {
      const isVideo = type.startsWith('video/')
      if (size > (isVideo ? files.mostOfVideo : files.most)) {
        complaint = isVideo ? files.videoTooLarge : files.tooLarge
        return false
      }
      if (total + size > files.total) {
        complaint = files.allTooLarge
        return false
      }
      total += size
      return true
    })
    if (kept.length > files.count) complaint = files.tooMany
    if (complaint) notices.refuse(complaint)
    return kept.slice(0, files.count)
  }

  /** A form that was sent rests. To send it twice does no harm, but looks as if nothing came. */
  function sealCard() {
    const cards = document.querySelectorAll('.webchat__adaptive-card-renderer')
    cards[cards.length - 1]?.toggleAttribute('inert', true)
  }

  /**
   * Takes the failed try out of the transcript when it is sent again, where Web Chat would keep
   * both. It deletes by id, and a message that was never stored has none, so it is given one.
   */
  function takeAway(store, activity) {
    const id = `again-${activity.channelData.sendId}`
    store.dispatch({
      type: 'DIRECT_LINE/INCOMING_ACTIVITY',
      payload: { activity: { ...activity, id } },
    })
    store.dispatch({ type: 'DIRECT_LINE/DELETE_ACTIVITY', payload: { activityID: id } })
  }

  let shown

  /** What was chosen and not yet sent, each with a way to leave it out. */
  function showFiles(store, chosen) {
    if (chosen === shown) return
    shown = chosen
    staged.hidden = chosen.length === 0
    staged.replaceChildren(
      ...chosen.map((file) => {
        const line = document.createElement('li')
        const name = file.blob.name ?? words['chat-file-nameless']
        const text = document.createElement('span')
        text.textContent = words['chat-file']
          .replace('{name}', name)
          .replace('{size}', sizeIn(language, file.blob.size))
        const out = document.createElement('button')
        out.type = 'button'
        out.className = 'bare'
        out.textContent = '×'
        out.setAttribute('aria-label', words['chat-file-out'].replace('{name}', name))
        out.addEventListener('click', () => {
          const attachments = chosen.filter((each) => each !== file)
          store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS', payload: { attachments } })
          window.kefu.focusSendBox()
        })
        line.append(text, out)
        return line
      }),
    )
  }

  // `crypto.randomUUID` exists only where the page came by HTTPS.
  function randomId() {
    return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')
  }

  window.kefu = { ...window.kefu, sending: { guard, showFiles } }
})()
