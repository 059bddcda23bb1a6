import type { Language } from '../../platform/language.js'
import { createWords } from '../../platform/ui/messages.js'
import type { Finding } from './finding.js'
import en from './messages/en.json' with { type: 'json' }
import zhHans from './messages/zh-Hans.json' with { type: 'json' }
import zhHant from './messages/zh-Hant.json' with { type: 'json' }

export const checkWords = createWords({ 'zh-Hans': zhHans, 'zh-Hant': zhHant, en })

type Key = keyof typeof zhHans

/** What is wrong, with the values, then what to write instead. */
export function sayFinding({ kind, other, facts }: Finding, language: Language): string {
  const words = checkWords(language)
  const unitKey = `unit-${facts['unit']}`
  const unit = Object.hasOwn(zhHans, unitKey) ? words(unitKey as Key) : String(facts['unit'])
  const place = other ? words('line', { file: other.file, line: String(other.line) }) : ''
  const anchors = facts['anchors'] === '' ? words('no-headings') : (facts['anchors'] ?? '')
  const isMore = kind === 'stolen-question' && Number(facts['more']) > 0
  return words(isMore ? 'say-stolen-question-more' : `say-${kind}`, {
    ...facts,
    unit,
    anchors,
    other: place,
  })
}

/** One line for a console, in the form that editors turn into a link. */
export function findingText(finding: Finding): string {
  const { at, level, seen } = finding
  const mark = seen ? `seen (${seen.reason})` : level
  return `${at.file}:${at.line}: ${mark}: ${sayFinding(finding, 'en')}`
}
