// Part of widget.js: what stands on the shop's page. Its styles live in a shadow root, so that the
// page's own do not reach them, nor they the page.
;(() => {
  const tag = document.currentScript
  const { dataset } = tag
  const { look, OWN, GROUND, TEXTS } = tag.kefu

  const STYLE = `
    :host { all: initial; color-scheme: var(--scheme); }
    :host, button { font: 16px/1.5 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; }
    :host(:lang(zh-Hant)), :host(:lang(zh-Hant)) button { font-family: "PingFang TC", "Microsoft JhengHei", "Noto Sans CJK TC", system-ui, sans-serif; }
    *, *::before { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .launcher {
      position: fixed; bottom: var(--offset); z-index: 2147483000;
      display: inline-flex; align-items: center; gap: 8px; min-height: 48px; padding: 0 20px;
      border: 1px solid light-dark(transparent, rgb(255 255 255 / .25)); border-radius: 24px;
      background: var(--accent); color: var(--on-accent); font-weight: 600; cursor: pointer;
      box-shadow: 0 4px 16px light-dark(rgb(20 30 45 / .2), rgb(0 0 0 / .5));
    }
    .right { right: var(--offset); } .left { left: var(--offset); }
    .launcher:hover { filter: brightness(1.08); }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; box-shadow: 0 0 0 2px var(--surface); }
    .launcher svg { width: 20px; height: 20px; }
    .badge {
      position: absolute; top: -6px; inset-inline-end: -6px; min-width: 22px; padding: 0 6px;
      border: 2px solid var(--surface); border-radius: 13px; background: #b92323; color: #fff;
      font-size: 13px; line-height: 20px; text-align: center;
    }
    .panel {
      position: fixed; bottom: calc(var(--offset) + 60px); z-index: 2147483000;
      width: 400px; max-width: calc(100vw - 2 * var(--offset));
      height: min(720px, calc(100dvh - 2 * var(--offset) - 60px)); min-height: 240px;
      overflow: hidden; border: 1px solid light-dark(#dfe3e9, #3a4450); border-radius: 14px;
      background: var(--surface); color: light-dark(#1a2330, #e5eaf1);
      box-shadow: 0 12px 40px light-dark(rgb(20 30 45 / .22), rgb(0 0 0 / .6));
    }
    .panel.whole {
      inset: 0; width: 100%; max-width: none; height: 100dvh; min-height: 0; border: 0; border-radius: 0;
    }
    iframe { position: absolute; inset: 0; width: 100%; height: 100%; border: 0; }
    iframe.early { visibility: hidden; }
    .wait { display: grid; place-content: center; gap: 16px; justify-items: center; height: 100%; padding: 24px; text-align: center; }
    .wait button { min-height: 40px; padding: 0 16px; border: 1px solid currentColor; border-radius: 6px; background: none; color: inherit; cursor: pointer; }
    .aloud { position: fixed; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (prefers-reduced-motion: no-preference) { .launcher { transition: filter .12s; } }
    @media print { :host { display: none; } }
  `

  function make(name, attributes = {}, children = []) {
    const element = document.createElement(name)
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
    element.append(...children)
    return element
  }

  /** A speech bubble. */
  function icon() {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
    svg.setAttribute('viewBox', '0 0 24 24')
    svg.setAttribute('aria-hidden', 'true')
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path')
    path.setAttribute(
      'd',
      'M5 4h14a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3h-8l-5 4v-4H5a3 3 0 0 1-3-3V7a3 3 0 0 1 3-3z',
    )
    path.setAttribute('fill', 'currentColor')
    svg.append(path)
    return svg
  }

  /**
   * Puts the button and the closed panel on the page.
   *
   * @param on `{ toggle, close }`.
   */
  function draw(words, on) {
    const host = make('div', { id: 'kefu-chat', lang: words.language })
    const root = host.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
    const side = dataset.position === 'left' ? 'left' : 'right'
    const offset = /^\d{1,3}$/.test(dataset.offset ?? '') ? dataset.offset : '24'
    const { theme, palette: colors } = look()
    const set = (name, value) => host.style.setProperty(name, value)
    set('--scheme', theme === 'auto' ? 'light dark' : theme)
    set('--offset', `${offset}px`)
    set('--surface', `light-dark(${GROUND.light}, ${GROUND.dark})`)
    const { light, dark } = colors ?? OWN
    set('--accent', `light-dark(${light.accent}, ${dark.accent})`)
    set('--on-accent', `light-dark(${light.on}, ${dark.on})`)

    const label = dataset.label?.trim().slice(0, TEXTS.label) || words.open
    const badge = make('span', { class: 'badge', 'aria-hidden': 'true', hidden: '' })
    const launcher = make(
      'button',
      {
        id: 'chat-launcher',
        type: 'button',
        class: `launcher ${side}`,
        'aria-expanded': 'false',
        'aria-controls': 'panel',
      },
      [icon(), make('span', {}, [label]), badge],
    )
    launcher.hidden = dataset.launcher === 'none'
    const wait = make('div', { class: 'wait' })
    const panel = make(
      'section',
      {
        id: 'panel',
        class: `panel ${side}`,
        role: 'dialog',
        'aria-label': look().title ?? words.title,
        hidden: '',
      },
      [wait],
    )
    const aloud = make('p', { class: 'aloud', role: 'status' })
    root.append(launcher, panel, aloud)
    launcher.addEventListener('click', on.toggle)
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) on.close()
    })
    document.body.append(host)
    return { host, launcher, panel, wait, badge, aloud, label }
  }

  tag.kefu = { ...tag.kefu, make, draw }
})()
