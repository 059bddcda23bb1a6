import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import type { CaseFile } from '../case/case-file.js'
import { QUESTIONS, type SurveyAnswer } from '../survey/survey.js'
import { ContradictionMark } from './contradiction-mark.js'
import type { Suggestion } from './desk-deps.js'
import { deedHref } from './desk-place.js'
import { percent } from './message-line.js'
import type { DeskFrame } from './read-desk.js'

interface SidePaneProps {
  readonly frame: DeskFrame
  readonly file: CaseFile
}

/** Beside the conversation: who the customer is, and what may help to answer. */
export const SidePane: FC<SidePaneProps> = ({ frame, file }) => {
  const { words, place } = frame
  return (
    <>
      <a class='close-side button' href='#case-pane'>
        {words('close')}
      </a>
      <section aria-labelledby='suggestions-title'>
        <h2 id='suggestions-title'>{words('suggestions')}</h2>
        <div
          id='suggestions'
          hx-get={deedHref(file.case.id, 'suggestions', place)}
          hx-trigger='load, customer-message from:#stream delay:50ms'
          hx-swap='innerHTML'
        >
          <p class='soft'>
            <a href={deedHref(file.case.id, 'suggestions', place)}>{words('suggestions-show')}</a>
          </p>
        </div>
      </section>
      <div id='customer' class='sections'>
        <CustomerSections frame={frame} file={file} />
      </div>
    </>
  )
}

export const CustomerSections: FC<SidePaneProps> = ({ frame, file }) => {
  const { words, times } = frame
  const { customer, case: current } = file
  return (
    <>
      <section aria-labelledby='customer-title'>
        <h2 id='customer-title'>{words('customer')}</h2>
        <dl class='facts'>
          <dt>{words('customer-name')}</dt>
          <dd>
            <a href={`/customers/${customer.id}`} id='customer-file'>
              {customer.name || words('customer-anonymous', { id: customer.id.slice(-4) })}
            </a>
          </dd>
          <dt>{words('customer-language')}</dt>
          <dd>{LANGUAGE_NAMES[current.language]}</dd>
          <dt>{words('customer-channel')}</dt>
          <dd>{words(`channel-${file.channel}`)}</dd>
          <dt>{words('customer-since')}</dt>
          <dd>{times.day(customer.since)}</dd>
          <dt>{words('category')}</dt>
          <dd>{words(`category-${current.category}`)}</dd>
          <dt>{words('service')}</dt>
          <dd>{words(`service-${current.service}`)}</dd>
          {current.status === 'solved' && (
            <>
              <dt>{words('cause')}</dt>
              <dd>{words(`cause-${current.cause}`)}</dd>
            </>
          )}
        </dl>
      </section>
      {file.survey && <Survey frame={frame} survey={file.survey} />}
      <Earlier frame={frame} file={file} />
      <Notes frame={frame} file={file} />
    </>
  )
}

const SCORES = [...QUESTIONS.people, ...QUESTIONS.bot]

const Survey: FC<{ frame: DeskFrame; survey: SurveyAnswer }> = ({ frame, survey }) => {
  const { words } = frame
  return (
    <section aria-labelledby='survey-title'>
      <h2 id='survey-title'>{words('survey')}</h2>
      <dl class='facts'>
        {SCORES.map((name) => {
          const score = survey.scores[name]
          return (
            score && (
              <>
                <dt>{words(`survey-${name}`)}</dt>
                <dd>
                  <span class={`mark ${score <= 2 ? 'late' : score >= 4 ? 'ok' : ''}`}>
                    {score} / 5
                  </span>
                </dd>
              </>
            )
          )
        })}
        {survey.solved !== null && (
          <>
            <dt>{words('survey-solved')}</dt>
            <dd>{words(survey.solved ? 'survey-yes' : 'survey-no')}</dd>
          </>
        )}
        {survey.recommend !== null && (
          <>
            <dt>{words('survey-recommend')}</dt>
            <dd>{survey.recommend} / 10</dd>
          </>
        )}
      </dl>
      {survey.words && <p class='plain-text'>{survey.words}</p>}
    </section>
  )
}

const Earlier: FC<SidePaneProps> = ({ frame, file }) => {
  const { words, times } = frame
  return (
    <section aria-labelledby='earlier-title'>
      <h2 id='earlier-title'>{words('earlier')}</h2>
      {file.earlier.length === 0 ? (
        <p class='soft'>{words('earlier-none')}</p>
      ) : (
        <ul class='plain earlier'>
          {file.earlier.map(({ session, openedAt, subject, outcome }) => (
            <li>
              <a href={`#${session}`}>{subject || words('earlier-untitled')}</a>
              <span class='soft small'>
                {times.day(openedAt)} · {words(`outcome-${outcome}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Notes: FC<SidePaneProps> = ({ frame, file }) => {
  const { words, times } = frame
  if (file.notes.length === 0) return null
  return (
    <section aria-labelledby='notes-title'>
      <h2 id='notes-title'>{words('notes')}</h2>
      <ul class='plain notes'>
        {file.notes.map((note) => (
          <li>
            <p class='plain-text'>{note.text}</p>
            <p class='soft small'>
              {note.agentName} · {times.exact(note.at)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface SuggestionsProps {
  readonly frame: DeskFrame
  readonly suggestions: readonly Suggestion[]
  readonly renderMarkdown: (markdown: string) => string
}

/** Passages that fit the customer's last question; one click puts one into the reply. */
export const Suggestions: FC<SuggestionsProps> = ({ frame, suggestions, renderMarkdown }) => {
  const { words } = frame
  if (suggestions.length === 0) return <p class='soft'>{words('suggestions-none')}</p>
  return (
    <ol class='plain suggestions'>
      {suggestions.map(({ article, title, url, text, probability, contradiction }) => (
        <li>
          <p class='suggestion-head'>
            <a href={url} target='_blank' rel='noopener'>
              {title}
            </a>
            <span class='mark'>{percent(frame, probability)}</span>
          </p>
          {contradiction && <ContradictionMark frame={frame} standing={contradiction} />}
          <div class='suggestion-text soft'>{raw(renderMarkdown(text))}</div>
          <button type='button' class='small' data-insert={text} data-article={article}>
            {words('insert')}
          </button>
        </li>
      ))}
    </ol>
  )
}
