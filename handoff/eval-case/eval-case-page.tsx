import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { AreaField, SelectField } from '../../platform/ui/field.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import type { Times } from '../../platform/ui/times.js'
import { ANSWER_KINDS, type EvalCase, type GivenLabel, LABEL_KINDS } from './eval-case.js'
import { EVAL_CASES_PATH } from './eval-case-href.js'
import { type EvalCaseWords, evalCaseWords } from './eval-case-words.js'
import type { LabelForm } from './read-label.js'

export interface EvalCaseFrame {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly frame: StaffFrame
  readonly times: Times
  readonly isSupervisor: boolean
  /** Titles of the articles that may be named, by id. */
  readonly titles: ReadonlyMap<string, string>
}

interface EvalCasePageProps extends EvalCaseFrame {
  /** Where the form is posted to. */
  readonly action: string
  readonly form: LabelForm
  /** Whether it is a case already: then its words stay as they are. */
  readonly known: EvalCase | null
  /** What others said; only shown to who has said something themselves. */
  readonly others: readonly GivenLabel[]
  /** How many others have labelled it, for who has not yet. */
  readonly othersCount: number
  /** Ids of articles that the bot saw. */
  readonly seen: readonly string[]
  readonly wrong: 'kind' | 'article' | null
  readonly isSaved: boolean
  /** Where the person came from; `null` where that is not told. */
  readonly back: string | null
}

/** Asks which answer would have been right, and shows the words as they will be kept. */
export const EvalCasePage: FC<EvalCasePageProps> = (props) => {
  const { language, form, known, wrong, back, isSaved } = props
  const words = evalCaseWords(language)
  return (
    <Page
      language={language}
      title={`${words('make')} · Kefu`}
      theme={props.theme}
      styles={props.styles}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='sheet-page'>
        <h1>{words('make')}</h1>
        <p class='soft'>{words('make-intro')}</p>
        {isSaved && (
          <p class='notice ok' role='status'>
            {words('saved')}
          </p>
        )}
        {wrong !== null && (
          <p class='notice late' role='alert'>
            <a href={`#${wrong}`}>{words(`wrong-${wrong}`)}</a>
          </p>
        )}
        <form class='form' method='post' action={props.action}>
          {known ? (
            <div class='field'>
              <p class='soft small'>{words('text')}</p>
              <blockquote class='plain-text' lang={known.language}>
                {known.text}
              </blockquote>
            </div>
          ) : (
            <AreaField
              name='text'
              label={words('text')}
              hint={words('text-hint')}
              value={form.text}
              rows={3}
              required
            />
          )}
          <Kinds words={words} form={form} />
          <Articles {...props} words={words} />
          <details class='facts-fold' open={form.facts !== ''}>
            <summary>{words('facts-title')}</summary>
            <AreaField
              name='facts'
              label={words('facts')}
              hint={words('facts-hint')}
              value={form.facts}
            />
            <SelectField
              name='answerKind'
              label={words('answer-kind')}
              placeholder={words('answer-kind-none')}
              value={form.answerKind ?? ''}
              options={ANSWER_KINDS.map((value) => ({ value, label: words(`answer-${value}`) }))}
            />
          </details>
          <p>
            <button class='primary' type='submit'>
              {words('save')}
            </button>
          </p>
        </form>
        <Others {...props} words={words} />
        <p>
          {back !== null && (
            <>
              <a href={back}>{words('back')}</a> ·{' '}
            </>
          )}
          <a href={EVAL_CASES_PATH}>{words('all')}</a>
        </p>
      </div>
    </Page>
  )
}

const Kinds: FC<{ words: EvalCaseWords; form: LabelForm }> = ({ words, form }) => (
  <fieldset class='field' id='kind'>
    <legend>{words('right-is')}</legend>
    {LABEL_KINDS.map((kind) => (
      <label class='choice'>
        <input type='radio' name='kind' value={kind} checked={form.kind === kind} required />
        {words(`kind-${kind}`)}
      </label>
    ))}
  </fieldset>
)

type ArticlesProps = EvalCasePageProps & { readonly words: EvalCaseWords }

/** Every article that answers it fully; others than the bot saw are chosen from the list. */
const Articles: FC<ArticlesProps> = ({ words, form, seen, titles }) => {
  const offered = [...new Set([...seen, ...form.gold])].filter((id) => titles.has(id))
  const rest = [...titles].filter(([id]) => !offered.includes(id))
  return (
    <fieldset class='field' id='article'>
      <legend>{words('which')}</legend>
      <p class='soft small'>{words('which-hint')}</p>
      {offered.map((id) => (
        <label class='choice'>
          <input type='checkbox' name='article' value={id} checked={form.gold.includes(id)} />
          {titles.get(id)}
        </label>
      ))}
      <SelectField
        name='other'
        label={words('other')}
        placeholder={words('other-none')}
        options={rest.map(([value, label]) => ({ value, label }))}
      />
    </fieldset>
  )
}

/** Labels are given blind: what others said comes after one's own. */
const Others: FC<ArticlesProps> = ({ words, others, othersCount, times, titles }) => {
  if (others.length === 0) {
    return othersCount === 0 ? null : (
      <p class='soft'>{words('others-hidden', { count: othersCount })}</p>
    )
  }
  return (
    <section aria-labelledby='others-title'>
      <h2 id='others-title'>{words('others')}</h2>
      <ul>
        {others.map((label) => (
          <li>
            {label.agentName}: {labelInWords(label, words, titles)}{' '}
            <span class='soft small'>{times.exact(label.at)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

export function labelInWords(
  { kind, gold }: Pick<GivenLabel, 'kind' | 'gold'>,
  words: EvalCaseWords,
  titles: ReadonlyMap<string, string>,
): string {
  if (kind !== 'article') return words(`kind-${kind}`)
  return gold.map((id) => titles.get(id) ?? id).join(words('and'))
}
