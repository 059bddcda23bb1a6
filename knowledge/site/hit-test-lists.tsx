import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Column } from '../../platform/ui/table.js'
import type { Hit } from '../search/extract/choose-passage.js'
import type { Found } from '../search/find-answer.js'
import type { Placed } from '../search/ranked-lists.js'
import { ArticleName, FixedTable, figure, Probability } from './hit-test-cells.js'
import { type SiteWords, siteWords } from './site-words.js'

/** The list by words, the list by vectors, and the order that was made of them, side by side. */
export const HitTestLists: FC<{ language: Language; found: Found }> = ({ language, found }) => {
  const words = siteWords(language)
  const { lists } = found
  const common = { words, language }
  return (
    <details class='fold' open>
      <summary>
        <h2>{words('lists')}</h2>
      </summary>
      <div class='hit-lists'>
        <List
          {...common}
          title={words('by-both')}
          rows={lists.fused}
          place={words('place')}
          columns={fusedColumns(words, language, found.hits)}
        />
        <List
          {...common}
          title={words('by-words')}
          rows={lists.words}
          place={words('fused-place')}
          columns={wordColumns(words)}
        />
        <List
          {...common}
          title={words('by-vectors')}
          rows={lists.vectors}
          place={words('fused-place')}
          columns={vectorColumns(words)}
        />
      </div>
    </details>
  )
}

interface ListProps {
  readonly words: SiteWords
  readonly language: Language
  readonly title: string
  /** What the place of the fused order is called: in the other lists a row is found again by it. */
  readonly place: string
  readonly rows: readonly Placed[]
  readonly columns: readonly Column<Placed>[]
}

const List: FC<ListProps> = ({ words, language, title, place, rows, columns }) => {
  const article: Column<Placed> = {
    key: 'article',
    label: words('article'),
    stacked: 'line',
    cell: ({ candidate }) => (
      <>
        <ArticleName article={candidate.article} language={language} />
        {candidate.contradicts && (
          <>
            {' '}
            <span class='mark warn'>{words('title-opposes')}</span>
          </>
        )}
      </>
    ),
  }
  return (
    <div>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p class='soft'>{words('list-none')}</p>
      ) : (
        <FixedTable
          language={language}
          caption={title}
          columns={[placeColumn(place), article, ...columns]}
          rows={rows}
          stacks
        />
      )}
    </div>
  )
}

function placeColumn(label: string): Column<Placed> {
  return { key: 'place', label, cell: ({ place }) => place, numeric: true }
}

function fusedColumns(
  words: SiteWords,
  language: Language,
  hits: readonly Hit[],
): readonly Column<Placed>[] {
  return [
    figures(words('score-fused'), ({ candidate }) => figure(candidate.score)),
    figures(words('near-tokens'), ({ candidate }) => figure(candidate.tokens)),
    {
      key: 'probability',
      label: words('probability'),
      cell: ({ place }) => {
        const hit = hits[place - 1]
        return hit && <Probability value={hit.probability} language={language} />
      },
      numeric: true,
    },
  ]
}

function wordColumns(words: SiteWords): readonly Column<Placed>[] {
  return [
    figures(words('score-bm25'), ({ candidate }) => figure(candidate.words, 1)),
    figures(words('score-question'), ({ candidate }) => figure(candidate.questionWords, 1)),
  ]
}

function vectorColumns(words: SiteWords): readonly Column<Placed>[] {
  return [
    figures(words('score-near'), ({ nearness }) => figure(nearness)),
    figures(words('near-any'), ({ candidate }) => figure(candidate.near.any)),
    figures(words('near-title'), ({ candidate }) => figure(candidate.near.title)),
    figures(words('near-titles'), ({ candidate }) => figure(candidate.near.titles)),
    figures(words('near-passage'), ({ candidate }) => figure(candidate.near.passage)),
    figures(words('near-lead'), ({ candidate }) => figure(candidate.near.lead)),
    figures(words('near-sentences'), ({ candidate }) => figure(candidate.near.sentences)),
  ]
}

function figures(label: string, cell: (placed: Placed) => string): Column<Placed> {
  return { key: label, label, cell, numeric: true }
}
