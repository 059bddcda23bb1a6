/**
 * What the stream cannot draw by itself: the lost connection, the customer who types, the title
 * of the window, and a list that holds still under the pointer.
 */
const TYPING_LASTS = 5000

const byId = (id) => document.getElementById(id)

// --- connection -------------------------------------------------------------------------------

document.addEventListener('htmx:sse:error', (event) => {
  // Signed out, here or elsewhere: the reloaded page says where to sign in.
  if (event.detail.status === 401) location.reload()
  const line = byId('offline')
  line.textContent = line.dataset.words
})
document.addEventListener('htmx:sse:after:connection', () => {
  byId('offline').textContent = ''
})
document.addEventListener('htmx:sse:close', (event) => {
  const line = byId('offline')
  if (event.detail.reason === 'ended') line.textContent = line.dataset.words
})

// --- typing -----------------------------------------------------------------------------------

let typingEnds
document.addEventListener('customer-typing', () => {
  const line = byId('typing')
  if (!line) return
  line.hidden = false
  clearTimeout(typingEnds)
  typingEnds = setTimeout(() => {
    line.hidden = true
  }, TYPING_LASTS)
})
document.addEventListener('customer-message', () => {
  const line = byId('typing')
  if (line) line.hidden = true
})

// --- the list ---------------------------------------------------------------------------------

/** An element with the newest rows, not shown yet because someone is pointing at the list. */
let heldRows = null

const pointsAtRows = () => byId('case-rows')?.matches(':hover')
const rowIds = (root) => [...root.querySelectorAll('li[id^="row-"]')].map((row) => row.id)

/** Whether showing these rows would move or remove one that is there. */
function wouldMove(fragment) {
  const there = rowIds(byId('case-rows'))
  const coming = rowIds(fragment)
  return there.length > 0 && there.some((id, at) => coming[at] !== id)
}

function countFresh(fragment) {
  const there = new Set(rowIds(byId('case-rows')))
  return rowIds(fragment).filter((id) => !there.has(id)).length
}

function offerFresh(count) {
  const button = byId('fresh-rows')
  if (!button) return
  button.hidden = count === 0
  const [one, other] = button.dataset.words.split('|')
  button.textContent = (count === 1 ? one : other).replace('{count}', String(count))
}

/** Shows the words and clocks of rows that stay where they are. */
function updateInPlace(fragment) {
  for (const row of fragment.querySelectorAll('li[id^="row-"]')) {
    const there = byId(row.id)
    if (there) there.replaceChildren(...row.cloneNode(true).childNodes)
    if (there) htmx.process(there)
  }
}

/** One row came by itself: what is held must not be older than what is shown. */
function keepHeldRows(tasks) {
  if (heldRows === null) return
  for (const { fragment } of tasks) {
    for (const row of fragment.querySelectorAll('li[id^="row-"]')) {
      heldRows.querySelector(`#${row.id}`)?.replaceWith(row.cloneNode(true))
    }
  }
}

function showHeldRows() {
  if (heldRows === null) return
  const text = heldRows.innerHTML
  heldRows = null
  offerFresh(0)
  htmx.swap({ text, sourceElement: document.body, target: byId('case-rows'), swap: 'innerMorph' })
}

document.addEventListener('htmx:before:swap', (event) => {
  const { ctx, tasks } = event.detail
  if (ctx.sourceElement?.id !== 'stream') return
  const at = tasks.findIndex((task) => task.target?.id === 'case-rows')
  if (at < 0) return keepHeldRows(tasks)
  const { fragment } = tasks[at]
  heldRows = null
  if (!pointsAtRows() || !wouldMove(fragment)) return offerFresh(0)
  heldRows = document.createElement('div')
  heldRows.append(fragment.cloneNode(true))
  offerFresh(countFresh(fragment))
  updateInPlace(fragment)
  tasks.splice(at, 1)
})
// Not `pointerout`: the row that was left may have been drawn again, and then tells nobody.
document.addEventListener('pointerover', (event) => {
  if (!event.target.closest('#case-rows, #fresh-rows')) showHeldRows()
})
document.documentElement.addEventListener('pointerleave', showHeldRows)
document.addEventListener('click', (event) => {
  if (event.target.closest('#fresh-rows')) showHeldRows()
})

// --- after each change ------------------------------------------------------------------------

document.addEventListener('htmx:after:swap', () => {
  const title = document.querySelector('.views')?.dataset.title
  if (title) document.title = title
})
