// The first part of /widget.js, each of which adds to its own script tag: the shop's colours and texts, as its script tag says.
;(() => {
  const tag = document.currentScript
  if (!tag?.src) throw new Error('Kefu: load widget.js by a plain <script src>, not as a module.')
  const { dataset } = tag
  /** As in platform/ui/tokens.css, for a shop that names no colour. */
  const OWN = {
    light: { accent: '#1559bd', on: '#ffffff' },
    dark: { accent: '#6aa9ff', on: '#0b1420' },
  }
  const GROUND = { light: '#ffffff', dark: '#181d24' }
  const TEXTS = { title: 60, greeting: 300, label: 40 }

  function look() {
    const color = /^#[0-9a-f]{6}$/i.test(dataset.color ?? '') ? dataset.color : undefined
    if (dataset.color && !color) {
      console.warn(
        `Kefu: data-color is "${dataset.color}". Write six digits, such as ${OWN.light.accent}.`,
      )
    }
    const text = (name) => dataset[name]?.trim().slice(0, TEXTS[name]) || undefined
    const theme = /^(light|dark)$/.test(dataset.theme ?? '') ? dataset.theme : 'auto'
    return {
      theme,
      palette: color && palette(color),
      title: text('title'),
      greeting: text('greeting'),
    }
  }

  /** A brand's colour as it can be read: on it, beside it and as text, in light and dark. */
  function palette(color) {
    const in_ = (ground) => {
      const accent = until(3, color, ground)
      const soft = mix(color, ground, 0.86)
      return { accent, on: readableOn(accent), text: until(4.5, color, soft), soft }
    }
    return { light: in_(GROUND.light), dark: in_(GROUND.dark) }
  }

  /** The colour, moved away from the ground until their contrast is reached. */
  function until(contrast, color, ground) {
    const away = luminance(ground) > 0.18 ? '#000000' : '#ffffff'
    for (let share = 0; share < 1; share += 0.05) {
      const moved = mix(color, away, share)
      if (contrastOf(moved, ground) >= contrast) return moved
    }
    return away
  }

  const readableOn = (ground) => (contrastOf('#ffffff', ground) >= 4.5 ? '#ffffff' : '#000000')

  const parts255 = (color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))

  function mix(color, other, share) {
    const [from, to] = [parts255(color), parts255(other)]
    const mixed = from.map((part, at) => Math.round(part + (to[at] - part) * share))
    return `#${mixed.map((part) => part.toString(16).padStart(2, '0')).join('')}`
  }

  /** As WCAG 2.1 defines it. */
  function luminance(color) {
    const [red, green, blue] = parts255(color).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }

  function contrastOf(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }

  tag.kefu = { ...tag.kefu, look, OWN, GROUND, TEXTS }
})()
