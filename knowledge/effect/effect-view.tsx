import { raw } from 'hono/html'
import type { Child, FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { renderMarkdown } from '../site/render-markdown.js'
import type { QuestionEffect, TestEffect } from './compare-answers.js'
import { type EffectWords, effectWords, sayFailure } from './effect-words.js'
import { VERDICTS, type Verdict } from './judge-told.js'
import type { Effect } from './measure-effect.js'
import type { Told } from './told.js'

interface EffectViewProps {
  readonly language: Language
  readonly effect: Effect
}

const MARKS: Readonly<Record<Verdict, string>> = {
  worse: 'mark late',
  'no-longer-answered': 'mark warn',
  better: 'mark ok',
  'newly-answered': 'mark ok',
  different: 'mark warn',
  same: 'mark',
}

/** A longer list is not read. */
const MOST_SHOWN = 100

/** What gets better, worse or different by an edit, with both answers side by side. */
export const EffectView: FC<EffectViewProps> = ({ language, effect }) => {
  const words = effectWords(language)
  return (
    <section class='effect' aria-label={words('title')}>
      <Outcome words={words} effect={effect} />
      {effect.tests.length > 0 && (
        <>
          <h2>{words('tests')}</h2>
          <Sides words={words} caption={words('tests')}>
            {effect.tests.map((each) => (
              <TestRow words={words} effect={each} />
            ))}
          </Sides>
        </>
      )}
      <Questions words={words} effect={effect} />
    </section>
  )
}

interface PartProps {
  readonly words: EffectWords
  readonly effect: Effect
}

const Outcome: FC<PartProps> = ({ words, effect: { tests, failing } }) => {
  if (failing.length > 0) {
    return (
      <p class='notice late' role='alert'>
        {words('blocked', { count: failing.length })}
      </p>
    )
  }
  return tests.length === 0 ? (
    <p class='notice'>{words('no-tests')}</p>
  ) : (
    <p class='notice ok'>{words('passes', { count: tests.length })}</p>
  )
}

const Questions: FC<PartProps> = ({ words, effect }) => {
  const { questions, counts, answered, leftOut } = effect
  const changed = questions.filter(({ verdict }) => verdict !== 'same')
  const total = VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0)
  return (
    <>
      <h2>{words('questions')}</h2>
      {total === 0 ? (
        <p class='soft'>{words('questions-none')}</p>
      ) : changed.length === 0 ? (
        <p class='notice ok'>{words('questions-same', { count: total })}</p>
      ) : (
        <>
          <p>
            {words('answered', {
              total,
              before: answered.before.count,
              count: answered.after.count,
              right: Math.round(answered.after.right),
            })}
          </p>
          <ul class='plain choices'>
            {VERDICTS.map((verdict) => (
              <li class={MARKS[verdict]}>
                {words(verdict)} {counts[verdict]}
              </li>
            ))}
          </ul>
          <p class='soft'>{words('questions-lead')}</p>
          <Sides words={words} caption={words('questions')}>
            {changed.slice(0, MOST_SHOWN).map((each) => (
              <QuestionRow words={words} effect={each} />
            ))}
          </Sides>
          {changed.length > MOST_SHOWN && (
            <p class='soft'>{words('shown', { count: MOST_SHOWN })}</p>
          )}
        </>
      )}
      {leftOut > 0 && <p class='soft'>{words('left-out', { count: leftOut })}</p>}
    </>
  )
}

const Sides: FC<{ words: EffectWords; caption: string; children?: Child }> = (props) => {
  const { words, caption, children } = props
  return (
    <section class='table-scroll' tabindex={0} aria-label={caption}>
      <table class='data stacks sides'>
        <thead>
          <tr>
            <th scope='col'>{words('verdict')}</th>
            <th scope='col'>{words('question')}</th>
            <th scope='col'>{words('before')}</th>
            <th scope='col'>{words('after')}</th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

const TestRow: FC<{ words: EffectWords; effect: TestEffect }> = ({ words, effect }) => {
  const { test, before, after, verdict } = effect
  const fails = after.failures.length > 0
  return (
    <tr>
      <td>
        <span class={fails ? 'mark late' : 'mark ok'}>
          {words(fails ? 'test-fails' : 'test-passes')}
        </span>
        <br />
        <span class={MARKS[verdict]}>{words(verdict)}</span>
      </td>
      <td class='line'>
        <p lang={test.language}>{test.question}</p>
        <p class='soft small'>
          {words('test-place', { file: test.file, line: String(test.line) })}
        </p>
      </td>
      <td class='line' data-label={words('before')}>
        <Reply words={words} told={before.told} language={test.language} />
      </td>
      <td class='line' data-label={words('after')}>
        <Reply words={words} told={after.told} language={test.language} />
        {after.failures.map((failure) => (
          <p class='failure'>{sayFailure(failure, words)}</p>
        ))}
        {fails && before.failures.length > 0 && <p class='soft'>{words('failed-before')}</p>}
      </td>
    </tr>
  )
}

const QuestionRow: FC<{ words: EffectWords; effect: QuestionEffect }> = ({ words, effect }) => {
  const { question, before, after, verdict } = effect
  const { text, language, count, gold } = question
  return (
    <tr>
      <td>
        <span class={MARKS[verdict]}>{words(verdict)}</span>
      </td>
      <td class='line'>
        <p lang={language}>{text}</p>
        <p class='soft small'>
          {words('asked', { count })}
          {gold !== null && (
            <>
              <br />
              {gold.length === 0
                ? words('right-none')
                : words('right-article', { ids: gold.join(', ') })}
            </>
          )}
        </p>
      </td>
      <td class='line' data-label={words('before')}>
        <Reply words={words} told={before} language={language} />
      </td>
      <td class='line' data-label={words('after')}>
        <Reply words={words} told={after} language={language} />
      </td>
    </tr>
  )
}

const Reply: FC<{ words: EffectWords; told: Told; language: Language }> = (props) => {
  const { words, told, language } = props
  const [first] = told.articles
  if (told.kind === 'hand-over') return <p>{words('told-hand-over')}</p>
  if (told.kind === 'ask-back') {
    return (
      <>
        <p>{words('told-ask-back')}</p>
        <ul>
          {told.articles.map(({ title }) => (
            <li>{title}</li>
          ))}
        </ul>
      </>
    )
  }
  return (
    <>
      <div class='article' lang={language}>
        {raw(renderMarkdown(told.text))}
      </div>
      {first && <p class='soft small'>{first.title}</p>}
    </>
  )
}
