// While an article is written: the preview follows, pictures are put in, and nothing typed is lost.
// Without it the form saves, and the page shows the preview of what was saved.

const form = document.querySelector('#draft-form')
if (form) {
  const QUIET = 350
  const key = `kefu-article ${form.dataset.draft}`
  const revision = form.elements.revision.value
  const body = form.elements.body
  let timer
  let asking

  const typed = () => {
    const data = new FormData(form)
    for (const name of ['revision', 'article', 'asked', 'seen']) data.delete(name)
    return JSON.stringify([...data])
  }
  const stored = typed()

  const keep = () => {
    try {
      if (typed() === stored) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify({ revision, fields: typed() }))
    } catch {
      // A full or forbidden storage keeps nothing; saving still does.
    }
  }

  const offerKept = () => {
    // What was just saved need not be kept, though the service may have trimmed it.
    if (new URL(location.href).searchParams.has('done')) localStorage.removeItem(key)
    const box = document.querySelector('#restored')
    let kept
    try {
      kept = JSON.parse(localStorage.getItem(key) ?? 'null')
    } catch {
      return
    }
    if (!kept || kept.fields === stored) return
    box.hidden = false
    document.querySelector('#restore').addEventListener('click', () => {
      for (const [name, value] of JSON.parse(kept.fields)) {
        const field = form.elements[name]
        if (field && 'value' in field) field.value = value
      }
      box.hidden = true
      changed()
    })
    document.querySelector('#forget').addEventListener('click', () => {
      localStorage.removeItem(key)
      box.hidden = true
    })
  }

  // The help page stays where it was scrolled to: only what is in it changes.
  const show = (html) => {
    const pane = document.querySelector('#preview')
    const fresh = new DOMParser().parseFromString(html, 'text/html').querySelector('#preview')
    const freshFrame = fresh?.querySelector('iframe')
    if (!pane || !fresh) return
    const frame = pane.querySelector('iframe')
    const shown = frame?.contentDocument?.querySelector('main')
    const main =
      freshFrame &&
      new DOMParser().parseFromString(freshFrame.srcdoc, 'text/html').querySelector('main')
    if (!shown || !main) {
      pane.replaceWith(document.adoptNode(fresh))
      return
    }
    // A frame that is moved is loaded anew, so everything around it is exchanged.
    shown.replaceChildren(...main.childNodes)
    freshFrame.remove()
    for (const node of [...pane.childNodes]) if (node !== frame) node.remove()
    frame.before(...fresh.childNodes)
  }

  const preview = async () => {
    asking?.abort()
    asking = new AbortController()
    try {
      const response = await fetch(`${form.action}/preview`, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        signal: asking.signal,
      })
      if (response.ok) show(await response.text())
    } catch {
      // The next letter asks again.
    }
  }

  const changed = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      keep()
      void preview()
    }, QUIET)
  }
  form.addEventListener('input', changed)
  form.addEventListener('submit', () => {
    clearTimeout(timer)
    keep()
  })
  addEventListener('pagehide', keep)
  offerKept()

  const status = document.querySelector('#picture-status')
  const chooser = document.querySelector('#picture')
  chooser.closest('.picture-field').hidden = false

  const insert = (text) => {
    body.focus()
    body.setRangeText(text, body.selectionStart, body.selectionEnd, 'end')
    changed()
  }

  const send = async (file) => {
    const data = new FormData()
    data.set('picture', file)
    status.textContent = '…'
    try {
      const response = await fetch(`${form.action}/pictures`, { method: 'POST', body: data })
      const said = await response.json()
      status.textContent = said.error?.message ?? said.error ?? ''
      if (!response.ok) return
      insert(`![${file.name.replace(/\.[^.]*$/, '').replace(/[[\]]/g, '')}](${said.path})`)
    } catch {
      status.textContent = chooser.dataset.failed ?? ''
    }
  }

  chooser.addEventListener('change', async () => {
    for (const file of chooser.files) await send(file)
    chooser.value = ''
  })
  for (const [event, from] of [
    ['paste', 'clipboardData'],
    ['drop', 'dataTransfer'],
  ]) {
    body.addEventListener(event, async (given) => {
      const files = [...(given[from]?.files ?? [])].filter(({ type }) => type.startsWith('image/'))
      if (files.length === 0) return
      given.preventDefault()
      for (const file of files) await send(file)
    })
  }
}
