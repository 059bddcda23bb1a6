// Part of widget.js: what is kept in the page's own storage, where that allows it. The chat's frame
// stands on another host, so browsers give it no cookie, and Safari forgets its storage when it is
// closed.
;(() => {
  const tag = document.currentScript
  const unkept = new Map()
  const keep = (storage) => ({
    read(key) {
      try {
        return window[storage].getItem(`kefu-${key}`) ?? unkept.get(key)
      } catch {
        return unkept.get(key)
      }
    },
    write(key, value) {
      unkept.set(key, value)
      try {
        window[storage].setItem(`kefu-${key}`, value)
      } catch {
        // Storage is off or full: it is known until the page is left.
      }
    },
  })
  const lasting = keep('localStorage')
  const visit = keep('sessionStorage')

  tag.kefu = { ...tag.kefu, lasting, visit }
})()
