import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { type ComparedLine, compareTexts, linesOf } from './compare-texts.js'
import { editingWords } from './editing-words.js'

interface ComparisonProps {
  readonly language: Language
  /** Says what is compared, for those who listen. */
  readonly caption: string
  readonly before: { readonly title: string; readonly text: string }
  readonly after: { readonly title: string; readonly text: string }
}

/**
 * Two texts side by side. What differs is marked by colour and by a line under or through it. A
 * text beside an empty one stands alone, unmarked.
 */
export const Comparison: FC<ComparisonProps> = ({ language, caption, before, after }) => {
  const words = editingWords(language)
  if (before.text === '') return <Alone caption={caption} {...after} />
  if (before.text === after.text) return <p class='soft'>{words('no-difference')}</p>
  return (
    <section class='comparison' aria-label={caption}>
      <table>
        <caption class='only-read-aloud'>{caption}</caption>
        <colgroup>
          <col class='line' />
          <col />
          <col class='line' />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope='col' colspan={2}>
              {before.title}
            </th>
            <th scope='col' colspan={2}>
              {after.title}
            </th>
          </tr>
        </thead>
        <tbody>
          {compareTexts(before.text, after.text).map((row) =>
            row.kind === 'gap' ? (
              <tr class='gap'>
                <td colspan={4}>{words('equal-lines', { count: row.count })}</td>
              </tr>
            ) : (
              <tr class={row.kind}>
                <Side line={row.before} mark='del' />
                <Side line={row.after} mark='ins' />
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  )
}

const Alone: FC<{ caption: string; title: string; text: string }> = (props) => (
  <section class='comparison alone' aria-label={props.caption}>
    <table>
      <caption class='only-read-aloud'>{props.caption}</caption>
      <colgroup>
        <col class='line' />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope='col' colspan={2}>
            {props.title}
          </th>
        </tr>
      </thead>
      <tbody>
        {linesOf(props.text).map((line, i) => (
          <tr>
            <td class='line'>{i + 1}</td>
            <td>{line}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Side: FC<{ line: ComparedLine | null; mark: 'del' | 'ins' }> = ({ line, mark: Mark }) =>
  line === null ? (
    <>
      <td class='line' />
      <td class='none' />
    </>
  ) : (
    <>
      <td class='line'>{line.number}</td>
      <td class={Mark}>
        {line.pieces.map(({ text, changed }) => (changed ? <Mark>{text}</Mark> : text))}
      </td>
    </>
  )
