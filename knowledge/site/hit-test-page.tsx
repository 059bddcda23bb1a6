import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import { LANGUAGES, type Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { SelectField, TextField } from '../../platform/ui/field.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import { AUDIENCES } from '../article/article.js'
import type { Found } from '../search/find-answer.js'
import { standingOf } from '../search/find-contradiction.js'
import { EditorNav } from './editor-nav.js'
import type { FoundReply } from './found-reply.js'
import { ArticleName } from './hit-test-cells.js'
import { HitTestLists } from './hit-test-lists.js'
import { HitTestProbabilities } from './hit-test-probabilities.js'
import { HitTestQuestion } from './hit-test-question.js'
import type { HitTest } from './read-hit-test.js'
import { renderMarkdown } from './render-markdown.js'
import { siteWords } from './site-words.js'
import { percent, whyFound } from './why-found.js'

interface HitTestPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly staff: StaffFrame
  readonly asked: HitTest
  /** `null` before anything is asked. */
  readonly result: HitTestResult | null
  /** Where this question becomes a test case. */
  readonly evalCase?: string | undefined
}

export interface HitTestResult {
  readonly found: Found
  readonly reply: FoundReply
  /** Whether the reply declines what is no shop's business, whatever was found. */
  readonly isDeclined: boolean
}

/** What search makes of a question: why in one line, then the reply, then every number. */
export const HitTestPage: FC<HitTestPageProps> = (props) => {
  const { language, asked, result } = props
  const words = siteWords(language)
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${words('hit-test')} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...props.staff} />}
    >
      <div class='editor'>
        <EditorNav language={language} current='hit-test' />
        <h1>{words('hit-test')}</h1>
        <p class='soft'>{words('hit-test-lead')}</p>
        <QuestionForm language={language} asked={asked} />
        {result === null ? (
          <p class='notice'>{words('hit-empty')}</p>
        ) : (
          <>
            <Decision language={language} {...result} />
            {props.evalCase !== undefined && (
              <p>
                <a class='button' href={props.evalCase}>
                  {words('eval-case')}
                </a>
              </p>
            )}
            <Reply language={language} {...result} />
            <Contradiction language={language} found={result.found} />
            <HitTestQuestion language={language} found={result.found} />
            <HitTestLists language={language} found={result.found} />
            <HitTestProbabilities language={language} found={result.found} />
            <Limits language={language} found={result.found} />
          </>
        )}
      </div>
    </Page>
  )
}

const QuestionForm: FC<{ language: Language; asked: HitTest }> = ({ language, asked }) => {
  const words = siteWords(language)
  return (
    <form class='filters hit-form' method='get' action='/knowledge/test'>
      <TextField
        name='q'
        type='search'
        label={words('hit-question')}
        value={asked.question}
        required
      />
      <SelectField
        name='in'
        label={words('hit-language')}
        value={asked.language ?? ''}
        placeholder={words('hit-language-auto')}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      />
      <SelectField
        name='for'
        label={words('hit-audience')}
        value={asked.audience}
        options={AUDIENCES.map((value) => ({ value, label: words(`audience-${value}`) }))}
      />
      <button class='primary' type='submit'>
        {words('hit-ask')}
      </button>
    </form>
  )
}

interface FoundProps {
  readonly language: Language
  readonly found: Found
}

const DECISION_MARKS = {
  answer: 'mark ok',
  'ask-back': 'mark accent',
  'hand-over': 'mark warn',
  decline: 'mark',
}

const Decision: FC<FoundProps & Pick<HitTestResult, 'isDeclined'>> = (props) => {
  const { language, found, isDeclined } = props
  const words = siteWords(language)
  const kind = isDeclined ? 'decline' : found.decision.kind
  return (
    <section class='notice hit-decision' aria-labelledby='decision-title'>
      <h2 id='decision-title' class='only-read-aloud'>
        {words('decision')}
      </h2>
      <p>
        <data class={DECISION_MARKS[kind]} value={kind}>
          {words(`decision-${kind}`)}
        </data>{' '}
        {isDeclined ? words('why-declined') : whyFound(found, words, language)}
      </p>
      {!found.vectors && <p class='soft'>{words('hit-words-only')}</p>}
    </section>
  )
}

const Reply: FC<HitTestResult & { language: Language }> = ({ language, found, reply }) => {
  const words = siteWords(language)
  return (
    <section aria-labelledby='reply-title'>
      <h2 id='reply-title'>{words('reply')}</h2>
      <div class='hit-reply' lang={found.language}>
        <div class='article'>{raw(renderMarkdown(reply.text))}</div>
        {reply.citations.length > 0 && (
          <ol class='sources small'>
            {reply.citations.map(({ title, url }) => (
              <li>
                <a href={url}>{title}</a>
              </li>
            ))}
          </ol>
        )}
        {reply.choices.length > 0 && (
          <ul class='plain choices'>
            {reply.choices.map((choice) => (
              <li class='choice'>{choice}</li>
            ))}
          </ul>
        )}
      </div>
      <p class='soft small'>{words('reply-note')}</p>
    </section>
  )
}

const Contradiction: FC<FoundProps> = ({ language, found }) => {
  const words = siteWords(language)
  const contradiction = found.contradiction()
  if (!contradiction) return null
  return (
    <section class='notice late' aria-labelledby='contradiction-title'>
      <h2 id='contradiction-title'>{words('contradiction')}</h2>
      <ul class='plain hit-differ'>
        {contradiction.between.map((hit) => (
          <li>
            <ArticleName article={hit.article} language={language} />{' '}
            <span class='mark'>
              {words(`standing-${standingOf(hit, contradiction) ?? 'unclear'}`)}
            </span>
            <div class='article' lang={hit.article.language}>
              {raw(renderMarkdown(hit.extract.markdown))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

const Limits: FC<FoundProps> = ({ language, found: { limits } }) => {
  const words = siteWords(language)
  const { budget, answer, askBack } = limits
  return (
    <details class='fold'>
      <summary>
        <h2>{words('limits')}</h2>
      </summary>
      <dl class='facts'>
        <dt>{words('limit-budget')}</dt>
        <dd>{budget.name}</dd>
        <dt>{words('limit-share')}</dt>
        <dd class='number'>{percent(budget.share, language)}</dd>
        <dt>{words('limit-answer')}</dt>
        <dd class='number'>{percent(answer, language)}</dd>
        <dt>{words('limit-ask-back')}</dt>
        <dd class='number'>{percent(askBack, language)}</dd>
      </dl>
    </details>
  )
}
