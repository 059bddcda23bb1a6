import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import type { Column } from '../../platform/ui/table.js'
import type { Found } from '../search/find-answer.js'
import type { WeightedTerm } from '../search/words/word-index.js'
import { FixedTable, figure } from './hit-test-cells.js'
import { type SiteWords, siteWords } from './site-words.js'

/** What became of the question before it was searched, step by step, and its words. */
export const HitTestQuestion: FC<{ language: Language; found: Found }> = ({ language, found }) => {
  const words = siteWords(language)
  const { question, folded, readings, searched, exact, synonyms, terms, lists } = found
  return (
    <details class='fold'>
      <summary>
        <h2>{words('understood')}</h2>{' '}
        {readings.map(({ said, meant }) => (
          <span class='mark accent'>
            {said} → {meant || '—'}
          </span>
        ))}
      </summary>
      <dl class='facts'>
        <dt>{words('asked-as')}</dt>
        <dd class='as-typed'>{question}</dd>
        <dt>{words('folded')}</dt>
        <dd class='as-typed'>{folded}</dd>
        {readings.length > 0 && <dt>{words('reading')}</dt>}
        {readings.map(({ said, meant }) => (
          <dd>
            {said} → {meant || '—'}
          </dd>
        ))}
        <dt>{words('searched')}</dt>
        <dd class='as-typed'>{searched}</dd>
        <dt>{words('hit-language')}</dt>
        <dd>{LANGUAGE_NAMES[found.language]}</dd>
        <dt>{words('exact-match')}</dt>
        <dd>{words(exact ? 'yes' : 'no')}</dd>
        {synonyms.length > 0 && (
          <>
            <dt>{words('synonyms')}</dt>
            <dd>{synonyms.join(' · ')}</dd>
          </>
        )}
      </dl>
      <FixedTable
        language={language}
        caption={words('terms')}
        columns={termColumns(words, lists.fused[0]?.candidate.terms ?? new Set())}
        rows={terms}
      />
    </details>
  )
}

function termColumns(
  words: SiteWords,
  inFirst: ReadonlySet<string>,
): readonly Column<WeightedTerm>[] {
  return [
    { key: 'term', label: words('term'), cell: ({ term }) => term },
    {
      key: 'weight',
      label: words('term-weight'),
      cell: ({ idf }) => figure(idf, 2),
      numeric: true,
    },
    {
      key: 'first',
      label: words('term-in-first'),
      cell: ({ term, known }) => {
        if (!known) return <span class='mark warn'>{words('term-unknown')}</span>
        return words(inFirst.has(term) ? 'term-has' : 'term-lacks')
      },
    },
  ]
}
