import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { AreaField } from '../../platform/ui/field.js'
import { Icon } from '../../platform/ui/icon.js'
import { Page } from '../../platform/ui/layout.js'
import { StaffHeader } from '../../platform/ui/staff-header.js'
import type { Score } from '../case/case.js'
import type { Message } from '../conversation/message.js'
import { QUESTIONS } from '../survey/survey.js'
import { CRITERIA, type Criterion, type QualityRules, SCORES } from './quality.js'
import { type QualityFrame, Reasons } from './quality-list-page.js'
import type { SampleFile, ScoreForm } from './quality-service.js'
import { type QualityWords, qualityWords } from './quality-words.js'

interface SamplePageProps extends QualityFrame {
  readonly sample: SampleFile
  readonly guidance: QualityRules['guidance']
  /** Whether this person may score it, or answer to its result. */
  readonly may: 'score' | 'answer' | 'read'
  /** What was filled in before it was refused. */
  readonly draft: ScoreForm | undefined
  readonly notice: { readonly state: 'ok' | 'late'; readonly text: string } | undefined
  readonly renderMarkdown: (markdown: string) => string
}

type PartProps = SamplePageProps & { readonly words: QualityWords }

/** The conversation, and beside it the form or the result. */
export const SamplePage: FC<SamplePageProps> = (props) => {
  const { language, sample, may, notice, times, nameOf } = props
  const { line } = sample
  const words = qualityWords(language)
  const part = { ...props, words }
  return (
    <Page
      language={language}
      title={`${line.subject} · ${words('quality')} · Kefu`}
      theme={props.theme}
      styles={props.styles}
      density='dense'
      header={<StaffHeader language={language} {...props.frame} />}
    >
      <div class='sheet-page two'>
        <header class='whole'>
          <p>
            <a href={`/quality?view=${line.score ? 'scored' : 'open'}`}>
              <Icon name='arrow-left' spaced />
              {words('back')}
            </a>
          </p>
          <h1>{line.subject}</h1>
          <p class='soft'>
            {words('handled-by', { name: nameOf(line.agent) })} · {times.exact(line.solvedAt)}{' '}
            <Reasons line={line} words={words} />
            <a href={`/desk/cases/${line.caseId}`}>{words('to-desk')}</a>
          </p>
          {notice && (
            <p class={`notice ${notice.state}`} role={notice.state === 'ok' ? 'status' : 'alert'}>
              {notice.text}
            </p>
          )}
        </header>
        <section aria-labelledby='conversation-title'>
          <h2 id='conversation-title'>{words('conversation')}</h2>
          <ol class='plain lines'>
            {messagesOf(sample).map((message) => (
              <Line {...part} message={message} />
            ))}
          </ol>
        </section>
        <section aria-labelledby='score-title'>
          <Survey {...part} />
          {line.score ? <Result {...part} /> : may === 'score' && <Form {...part} />}
        </section>
      </div>
    </Page>
  )
}

/** The visits in which this agent spoke, up to the solving; what came later is others' work. */
function messagesOf({ line, file }: SampleFile): readonly Message[] {
  const visits = new Set(
    file.messages.flatMap(({ speaker, session }) =>
      speaker.role === 'agent' && speaker.agent === line.agent ? session : [],
    ),
  ).add(file.case.session)
  return file.messages.filter(({ session, at }) => visits.has(session) && at <= line.solvedAt)
}

const Line: FC<PartProps & { message: Message }> = (props) => {
  const { message, words, times, renderMarkdown } = props
  const { speaker, text, at } = message
  if (speaker.role === 'system') {
    return (
      <li class='line system soft small'>
        {text} · {times.clock(at)}
      </li>
    )
  }
  const who = speaker.role === 'agent' ? speaker.name : words(speaker.role)
  return (
    <li class={`line ${speaker.role}`}>
      <p class='soft small'>
        {who} · <time title={times.exact(at)}>{times.clock(at)}</time>
      </p>
      <div class='said' lang={message.language}>
        {speaker.role === 'customer' ? <p class='plain-text'>{text}</p> : raw(renderMarkdown(text))}
      </div>
    </li>
  )
}

/** What the customer thought, so that it is weighed and not copied. */
const Survey: FC<PartProps> = ({ words, sample }) => {
  const { survey } = sample.file
  const given = QUESTIONS.people.flatMap((name) => {
    const score = survey?.scores[name]
    return score ? words(`survey-${name}`, { score }) : []
  })
  return (
    <div class='survey small'>
      <h2>{words('survey')}</h2>
      <p class='soft'>{given.length === 0 ? words('survey-none') : given.join(' · ')}</p>
      {survey?.words && <p class='plain-text'>{survey.words}</p>}
    </div>
  )
}

const Form: FC<PartProps> = (props) => {
  const { words, sample, draft } = props
  const { suggestedSpeed, line } = sample
  return (
    <form class='form' method='post' action={`/quality/${line.id}/score`}>
      <h2 id='score-title'>{words('form')}</h2>
      {CRITERIA.map((criterion) => (
        <fieldset class='field'>
          <legend>{words(criterion)}</legend>
          {criterion === 'speed' && (
            <p class='soft small'>
              {suggestedSpeed === null
                ? words('suggested-none')
                : words('suggested', { score: suggestedSpeed })}
            </p>
          )}
          {SCORES.map((score) => (
            <Choice {...props} criterion={criterion} score={score} />
          ))}
        </fieldset>
      ))}
      <AreaField
        name='words'
        label={words('words')}
        hint={words('words-hint')}
        rows={4}
        value={draft?.words ?? ''}
      />
      <button class='primary' type='submit'>
        {words('save')}
      </button>
    </form>
  )
}

/** Nothing is chosen before, the suggested score neither: it is for people to decide. */
const Choice: FC<PartProps & { criterion: Criterion; score: Score }> = (props) => {
  const { criterion, score, draft, guidance, language } = props
  return (
    <label class='choice'>
      <input
        type='radio'
        name={criterion}
        value={String(score)}
        required
        checked={draft?.scores[criterion] === score}
      />
      <span>
        <b>{score}</b> {guidance[criterion][score][language]}
      </span>
    </label>
  )
}

const Result: FC<PartProps> = (props) => {
  const { words, sample, guidance, language, times, may, nameOf } = props
  const { score, agent, id } = sample.line
  if (!score) return null
  return (
    <div class='result'>
      <h2 id='score-title'>{words('result')}</h2>
      <p class='soft small'>
        {words('scored-by', { name: score.scorerName })} · {times.exact(score.at)}
      </p>
      <dl class='scores'>
        {CRITERIA.map((criterion) => (
          <>
            <dt>{words(criterion)}</dt>
            <dd>
              <b>{words('points', { score: score.scores[criterion] })}</b>{' '}
              <span class='soft'>{guidance[criterion][score.scores[criterion]][language]}</span>
            </dd>
          </>
        ))}
      </dl>
      {score.words && <p class='plain-text'>{score.words}</p>}
      {score.answer && (
        <div class='notice'>
          <h3>{words('answer-of', { name: nameOf(agent) })}</h3>
          <p class='plain-text'>{score.answer.words}</p>
          <p class='soft small'>{times.exact(score.answer.at)}</p>
        </div>
      )}
      {may === 'answer' && (
        <form class='form' method='post' action={`/quality/${id}/answer`}>
          <AreaField
            name='words'
            label={words('your-answer')}
            hint={words('your-answer-hint')}
            rows={3}
            required
          />
          <button class='primary' type='submit'>
            {words('send-answer')}
          </button>
        </form>
      )}
    </div>
  )
}
