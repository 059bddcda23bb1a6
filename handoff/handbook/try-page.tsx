import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Theme } from '../../platform/ui/choose-theme.js'
import { AreaField } from '../../platform/ui/field.js'
import { Page } from '../../platform/ui/layout.js'
import { type StaffFrame, StaffHeader } from '../../platform/ui/staff-header.js'
import type { Times } from '../../platform/ui/times.js'
import type { EscalationRule } from '../escalation/rule.js'
import { handbookWords } from './handbook-words.js'
import { ReplayResult, type ReplayView } from './replay-result.js'

/** What came of trying the text. */
export type TryResult =
  | { readonly ok: false; readonly problems: string }
  | ({ readonly ok: true; readonly wrong: readonly string[] } & ReplayView)

interface TryPageProps {
  readonly language: Language
  readonly theme: Theme
  readonly styles: readonly string[]
  readonly staff: StaffFrame
  readonly times: Times
  readonly rule: EscalationRule
  readonly text: string
  /** `null` before anything is tried. */
  readonly result: TryResult | null
}

/** A rule's file to be edited and tried on the last week. It is never saved from here. */
export const TryPage: FC<TryPageProps> = (props) => {
  const { language, rule, text, result, times } = props
  const words = handbookWords(language)
  const title = words('try-title', { rule: rule.title[language] })
  return (
    <Page
      language={language}
      theme={props.theme}
      styles={props.styles}
      title={`${title} · Kefu`}
      density='dense'
      header={<StaffHeader language={language} {...props.staff} />}
    >
      <div class='handbook'>
        <p>
          <a href={`/handbook#rule-${rule.id}`}>{words('back')}</a>
        </p>
        <h1>{title}</h1>
        <p class='soft'>
          {words('try-lead', { file: `content/handbook/escalation/${rule.id}.md` })}
        </p>
        {result && <Result language={language} result={result} times={times} />}
        <form class='rule-form' method='post' action={`/handbook/rules/${rule.id}/try`}>
          <AreaField
            name='text'
            label={words('text')}
            value={text}
            rows={24}
            {...(result?.ok === false && { error: words('refused-text') })}
          />
          <div>
            <button class='primary' type='submit'>
              {words('run')}
            </button>
          </div>
        </form>
      </div>
    </Page>
  )
}

const Result: FC<{ language: Language; result: TryResult; times: Times }> = ({
  language,
  result,
  times,
}) => {
  const words = handbookWords(language)
  if (!result.ok) {
    return (
      <div class='notice late' role='alert'>
        <h2>{words('refused')}</h2>
        <pre>{result.problems}</pre>
      </div>
    )
  }
  return (
    <>
      {result.wrong.length > 0 && (
        <div class='notice late' role='alert'>
          <h2>{words('wrong-examples')}</h2>
          <pre>{result.wrong.join('\n')}</pre>
        </div>
      )}
      <ReplayResult language={language} times={times} {...result} />
    </>
  )
}
