// Keeps the banner true while the page is seen. A page in the background lets go of its stream:
// browsers allow few connections at a time to one host, and somebody may have many pages open.
;(() => {
  const banner = document.querySelector('#emergency-banner')
  if (!banner) return
  const lines = banner.querySelector('[role="status"]')
  let stream

  function show(texts) {
    const shown = [...lines.children].map((line) => line.textContent)
    if (texts.join('\n') !== shown.join('\n')) {
      lines.replaceChildren(
        ...texts.map((text) => {
          const line = document.createElement('p')
          line.textContent = text
          return line
        }),
      )
    }
    banner.hidden = texts.length === 0
  }

  function follow() {
    if (document.hidden) {
      stream?.close()
      stream = undefined
    } else if (!stream || stream.readyState === EventSource.CLOSED) {
      stream = new EventSource(banner.dataset.stream)
      stream.onmessage = ({ data }) => show(JSON.parse(data))
    }
  }

  document.addEventListener('visibilitychange', follow)
  follow()
})()
