import type { FC } from 'hono/jsx'
import { Ago } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import type { UnansweredQuestion } from './gap.js'
import type { GapWords } from './gap-words.js'
import { EvalCaseLink } from './gaps-page.js'

/** More are no longer read. */
const MOST_SHOWN = 60

interface Wording {
  readonly newest: UnansweredQuestion
  readonly times: number
}

/** The same words once, with how often, the most frequent first. */
export function wordingsOf(questions: readonly UnansweredQuestion[]): readonly Wording[] {
  const wordings = new Map<string, Wording>()
  for (const question of questions) {
    const known = wordings.get(question.text)
    wordings.set(question.text, {
      newest: known?.newest ?? question,
      times: (known?.times ?? 0) + 1,
    })
  }
  return [...wordings.values()].toSorted((a, b) => b.times - a.times)
}

interface GapQuestionsProps {
  readonly words: GapWords
  readonly questions: readonly UnansweredQuestion[]
  readonly times: Times
  /** Texts that are ticked. */
  readonly ticked: readonly string[]
  /** The page that makes a test case of a question; not given where there is none. */
  readonly evalCaseOf: ((question: UnansweredQuestion) => string) | undefined
}

/** What was asked in one group, to tick. */
export const GapQuestions: FC<GapQuestionsProps> = (props) => {
  const { words, questions, times, ticked, evalCaseOf } = props
  const wordings = wordingsOf(questions)
  const rest = wordings.length - MOST_SHOWN
  return (
    <fieldset class='gap-questions'>
      <legend>{words('questions')}</legend>
      <p class='soft small'>{words('questions-hint')}</p>
      <ul class='plain'>
        {wordings.slice(0, MOST_SHOWN).map(({ newest, times: count }) => (
          <li>
            <label>
              <input
                type='checkbox'
                name='question'
                value={newest.text}
                checked={ticked.includes(newest.text)}
              />
              <span>
                <span lang={newest.language}>{newest.text}</span>{' '}
                <span class='soft small'>
                  {count > 1 && `${words('times', { count })} · `}
                  {words(`outcome-${newest.outcome}`)} · <Ago times={times} at={newest.at} />
                </span>
              </span>
            </label>
            <EvalCaseLink words={words} question={newest} hrefOf={evalCaseOf} />
          </li>
        ))}
      </ul>
      {rest > 0 && <p class='soft'>{words('questions-more', { count: rest })}</p>}
    </fieldset>
  )
}
