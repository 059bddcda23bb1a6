/** The keys of the desk. They rest while someone writes. */
const find = (selector) => document.querySelector(selector)

const isWriting = (target) =>
  target.closest('textarea, select, input:not([type="radio"]), [contenteditable]') !== null

function move(step) {
  const rows = [...document.querySelectorAll('#case-rows .row')]
  const focused = rows.indexOf(document.activeElement)
  const open = rows.findIndex((row) => row.hasAttribute('aria-current'))
  const from = focused >= 0 ? focused : open
  rows[Math.min(rows.length - 1, Math.max(0, from + step))]?.focus()
}

function write(kind) {
  const radio = find(`#composer [name="kind"][value="${kind}"]`)
  if (!radio) return
  if (!radio.checked) {
    radio.checked = true
    radio.dispatchEvent(new Event('change', { bubbles: true }))
  }
  find('#text').focus()
}

function openSheet(selector) {
  const summary = find(selector)
  if (!summary) return
  summary.parentElement.open = true
  summary.parentElement.querySelector('select, input, textarea')?.focus()
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  r: () => write('reply'),
  n: () => write('note'),
  a: () => find('[data-key="a"]')?.click(),
  e: () => openSheet('[data-key="e"]'),
  '/': () => find('[data-key="/"]')?.focus(),
  '?': () => find('#keys')?.showModal(),
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') return leave(event)
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (isWriting(event.target) || find('dialog[open]')) return
  const act = KEYS[event.key]
  if (!act) return
  event.preventDefault()
  act()
})

/** Closes the sheet that is open, or leaves the box. */
function leave(event) {
  const sheet = find('details.menu[open]')
  if (sheet) {
    sheet.open = false
    sheet.querySelector('summary').focus()
  } else if (isWriting(event.target)) {
    event.target.blur()
  }
}

document.addEventListener('click', (event) => {
  for (const sheet of document.querySelectorAll('details.menu[open]')) {
    if (!sheet.contains(event.target)) sheet.open = false
  }
  const name = event.target.closest('[data-show]')?.dataset.show
  if (name) document.getElementById(name)?.showModal()
})
