/**
 * Keeps the times of an open page fresh: `<time data-time="ago">` and `<time data-time="due">`.
 * Follows the rules of times.ts.
 */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const JUST_NOW = { 'zh-Hans': '刚刚', 'zh-Hant': '剛剛', en: 'just now' }

const language = document.documentElement.lang
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })

/** Null for what is a week old: the server wrote the date, in the zone of the service. */
function ago(past) {
  if (past < MINUTE) return JUST_NOW[language] ?? JUST_NOW.en
  if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), 'minute')
  if (past < DAY) return relative.format(-Math.floor(past / HOUR), 'hour')
  if (past < 7 * DAY) return relative.format(-Math.floor(past / DAY), 'day')
  return null
}

function span(length) {
  const [unit, size] =
    length < MINUTE
      ? ['second', 1000]
      : length < HOUR
        ? ['minute', MINUTE]
        : length < DAY
          ? ['hour', HOUR]
          : ['day', DAY]
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
  return format.format(Math.floor(length / size))
}

function due(element, left) {
  const words = left <= 0 ? element.dataset.late : element.dataset.left
  element.classList.toggle('late', left <= 0)
  element.classList.toggle('warn', left > 0 && left <= Number(element.dataset.warn))
  return words.replace('{time}', span(Math.abs(left)))
}

function refresh() {
  const now = Date.now()
  for (const element of document.querySelectorAll('time[data-time]')) {
    const at = Date.parse(element.dateTime)
    const text = element.dataset.time === 'due' ? due(element, at - now) : ago(now - at)
    // Unchanged text is left alone, so that a selection in it survives.
    if (text !== null && element.textContent !== text) element.textContent = text
  }
}

setInterval(refresh, 1000)
