// Shows what others do: draws the live part again when something happens, unless somebody is in
// the middle of it.
;(() => {
  if (!document.querySelector('#live')) return
  const PARTS = ['#live', '#test-lines']

  async function draw() {
    const response = await fetch(location.href)
    if (!response.ok) return
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    for (const part of PARTS) {
      const [old, fresh] = [document.querySelector(part), page.querySelector(part)]
      if (!old || !fresh || old.contains(document.activeElement)) continue
      if (old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes)
    }
  }

  const stream = new EventSource('/emergency/stream')
  stream.onmessage = () => void draw()
})()
