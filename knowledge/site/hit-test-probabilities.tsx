import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Column } from '../../platform/ui/table.js'
import {
  jointPart,
  knownPart,
  ownPart,
  type ProbabilityPart,
} from '../search/confidence/probability-parts.js'
import type { Found } from '../search/find-answer.js'
import { FixedTable, figure } from './hit-test-cells.js'
import { featureName, type SiteWords, siteWords } from './site-words.js'
import { percent } from './why-found.js'

/** How many hits are taken apart: as many as a customer could be offered, and two more. */
const SHOWN = 5

/** Each of the two probabilities, and what comes of both, as the sum that it comes from. */
export const HitTestProbabilities: FC<{ language: Language; found: Found }> = (props) => {
  const { language, found } = props
  const { features, hits, model, exact, probability } = found
  const words = siteWords(language)
  const [first] = features
  if (!first) return null
  return (
    <details class='fold'>
      <summary>
        <h2>{words('probabilities')}</h2>
      </summary>
      <p class='soft'>{words('probabilities-lead')}</p>
      {exact && (
        <p>{words('probability-exact', { probability: percent(probability, language) })}</p>
      )}
      <div class='hit-parts'>
        <Part
          words={words}
          language={language}
          title={words('part-known')}
          part={knownPart(model, first)}
        />
        {features.slice(0, SHOWN).map((each, i) => (
          <div>
            <Part
              words={words}
              language={language}
              title={`${i + 1}. ${words('part-own', { title: hits[i]?.article.title ?? '' })}`}
              part={ownPart(model, each)}
            />
            <Part
              words={words}
              language={language}
              title={`${i + 1}. ${words('part-joint')}`}
              part={jointPart(model, first, each)}
            />
          </div>
        ))}
      </div>
    </details>
  )
}

interface PartProps {
  readonly words: SiteWords
  readonly language: Language
  readonly title: string
  readonly part: ProbabilityPart
}

const Part: FC<PartProps> = ({ words, language, title, part }) => (
  <details class='fold part'>
    <summary>
      <h3>{title}</h3> <span class='number'>{percent(part.probability, language)}</span>
    </summary>
    <FixedTable
      language={language}
      caption={title}
      columns={partColumns(words)}
      rows={partRows(words, part)}
    />
  </details>
)

interface PartRow {
  readonly name: string
  readonly value?: number
  readonly weight?: number
  readonly adds: number
}

function partRows(words: SiteWords, part: ProbabilityPart): readonly PartRow[] {
  return [
    { name: words('bias'), adds: part.bias },
    ...part.contributions.map(({ feature, ...figures }) => ({
      name: featureName(words, feature),
      ...figures,
    })),
    { name: words('sum'), adds: part.sum },
  ]
}

function partColumns(words: SiteWords): readonly Column<PartRow>[] {
  const blank = (value: number | undefined) => (value === undefined ? '' : figure(value))
  return [
    { key: 'feature', label: words('feature'), cell: ({ name }) => name },
    { key: 'value', label: words('value'), cell: ({ value }) => blank(value), numeric: true },
    { key: 'weight', label: words('weight'), cell: ({ weight }) => blank(weight), numeric: true },
    { key: 'adds', label: words('adds'), cell: ({ adds }) => figure(adds), numeric: true },
  ]
}
