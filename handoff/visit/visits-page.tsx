import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { Icon } from '../../platform/ui/icon.js'
import { ListPage } from '../../platform/ui/list-page.js'
import type { StaffFrame } from '../../platform/ui/staff-header.js'
import { Due } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import type { AgentId } from '../conversation/message.js'
import { endsVisit, VISIT_RESULTS, type VisitKey, type VisitResult } from './visit.js'
import { type VisitWords, visitWords } from './visit-words.js'
import type { VisitTask } from './visits.js'

export interface VisitsPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
  readonly frame: StaffFrame
  readonly times: Times
  readonly view: VisitView
  readonly tasks: readonly VisitTask[]
  /** How many each view holds. */
  readonly counts: Readonly<Record<VisitView, number>>
  /** How often somebody is tried at most. */
  readonly tries: number
  readonly nameOf: (agent: AgentId) => string
  /** The visit whose form stands open, such as the one that a link of the desk names. */
  readonly open: Partial<VisitKey>
  readonly notice: { readonly state: 'ok' | 'late'; readonly text: string } | undefined
}

export const VISIT_VIEWS = ['mine', 'all'] as const
export type VisitView = (typeof VISIT_VIEWS)[number]

/** What is to be asked, whom, by whom and until when; each with the form for its result. */
export const VisitsPage: FC<VisitsPageProps> = (props) => {
  const { language, view, tasks, counts } = props
  const words = visitWords(language)
  return (
    <ListPage
      {...props}
      title={words('visits')}
      intro={words('intro')}
      tabs={{
        label: words('which'),
        current: `/visits?view=${view}`,
        views: VISIT_VIEWS.map((each) => ({
          href: `/visits?view=${each}`,
          label: words(each),
          count: counts[each],
        })),
      }}
      empty={tasks.length === 0 ? [words(`empty-${view}`), words(`empty-${view}-next`)] : null}
      list={
        <ul class='plain tasks'>
          {tasks.map((task) => (
            <Task {...props} task={task} words={words} />
          ))}
        </ul>
      }
    />
  )
}

type TaskProps = VisitsPageProps & { readonly task: VisitTask; readonly words: VisitWords }

const Task: FC<TaskProps> = (props) => {
  const { task, words, times, open } = props
  const { caseId, kind, round, clock } = task
  const isOpen = open.caseId === caseId && (open.kind ?? kind) === kind
  const last = task.tries.at(-1)
  return (
    <li class='task' id={`visit-${caseId}-${kind}`}>
      <p class='task-head'>
        <b>{words(`kind-${kind}`)}</b>
        <a href={`/desk/cases/${caseId}`}>{task.subject}</a>
        {clock.dueAt !== null && (
          <Due
            times={times}
            at={clock.dueAt}
            words={{ left: words('due-left'), late: words('due-late') }}
            warnBefore={clock.warnAt === null ? 0 : clock.dueAt - clock.warnAt}
          />
        )}
      </p>
      <p class='soft small'>
        {words('customer', { name: task.customer || words('anonymous') })} · {whoDoes(props)}
        {last && (
          <>
            {' · '}
            {words('tried', { count: task.tries.length, limit: props.tries })}
            {task.tryAgainAt !== null &&
              task.tryAgainAt > times.now &&
              ` · ${words('again-from', { time: times.exact(task.tryAgainAt) })}`}
          </>
        )}
      </p>
      {last?.words && <p class='plain-text small'>{last.words}</p>}
      <details open={isOpen}>
        <summary class='button'>
          <Icon name='phone' />
          {words('report')}
        </summary>
        <form class='form' method='post' action={`/visits/${caseId}/${kind}/${round}`}>
          <input type='hidden' name='view' value={props.view} />
          <fieldset class='field'>
            <legend>{words('result')}</legend>
            {VISIT_RESULTS.map((result) => (
              <label class='choice'>
                <input type='radio' name='result' value={result} required />
                <span>
                  {words(
                    kind === 'call-back' && result === 'satisfied'
                      ? 'result-satisfied-call'
                      : `result-${result}`,
                  )}{' '}
                  <span class='soft small'>{whatFollows(props, result)}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <label class='field'>
            {words('words')}
            <textarea name='words' rows={2} />
          </label>
          <button class='primary' type='submit'>
            {words('save')}
          </button>
        </form>
      </details>
    </li>
  )
}

function whoDoes({ task, words, nameOf }: TaskProps): string {
  if (task.kind === 'second-visit') return words('by-supervisor')
  return task.agent === null ? words('by-anyone') : words('by', { name: nameOf(task.agent) })
}

function whatFollows({ task, words, tries }: TaskProps, result: VisitResult): string {
  if (result === 'satisfied') return ''
  if (result === 'not-satisfied') {
    return task.kind === 'call-back' ? '' : words('result-not-satisfied-next')
  }
  const isLast = endsVisit(result, task.tries.length, tries)
  return words(isLast ? 'result-not-reached-last' : 'result-not-reached-next')
}
