import type { FC } from 'hono/jsx'
import { ListPage } from '../../platform/ui/list-page.js'
import { type Agreement, agreedLabel, type EvalCase } from './eval-case.js'
import { EVAL_CASES_PATH } from './eval-case-href.js'
import { EVAL_FILES } from './eval-case-lines.js'
import { type EvalCaseFrame, labelInWords } from './eval-case-page.js'
import { type EvalCaseWords, evalCaseWords } from './eval-case-words.js'

interface EvalCasesPageProps extends EvalCaseFrame {
  readonly cases: readonly EvalCase[]
  /** How many there are, of which the newest are shown. */
  readonly count: number
  readonly agreement: Agreement | null
  readonly isRemoved: boolean
}

/** Every test case from use: what was asked, what people say is right, how far they agree. */
export const EvalCasesPage: FC<EvalCasesPageProps> = (props) => {
  const { language, cases, count, agreement } = props
  const words = evalCaseWords(language)
  return (
    <ListPage
      {...props}
      title={words('title')}
      intro={words('intro')}
      notice={props.isRemoved ? { state: 'ok', text: words('removed') } : undefined}
      tabs={{ label: words('title'), current: EVAL_CASES_PATH, views: [] }}
      empty={count === 0 ? [words('empty'), words('empty-next')] : null}
      list={
        <>
          <AgreementLine words={words} language={language} agreement={agreement} />
          <Lines {...props} words={words} />
          {count > cases.length && (
            <p class='soft'>{words('shown', { shown: cases.length, count })}</p>
          )}
          <p>
            {EVAL_FILES.map((name) => (
              <>
                <a href={`${EVAL_CASES_PATH}/files/${name}.jsonl`} download>
                  {words(`export-${name}`)}
                </a>{' '}
              </>
            ))}
          </p>
          <p class='soft small'>
            <code>npm run evals -- retrieval --dataset .kefu/eval-cases/retrieval.jsonl</code>
          </p>
        </>
      }
    />
  )
}

/** Below this, a share or a kappa says more of chance than of people. */
export const ENOUGH_SHARED = 10

interface AgreementProps {
  readonly words: EvalCaseWords
  readonly language: EvalCaseFrame['language']
  readonly agreement: Agreement | null
}

const AgreementLine: FC<AgreementProps> = ({ words, language, agreement }) => {
  if (agreement === null || agreement.cases < ENOUGH_SHARED) {
    return <p class='soft'>{words('agreement-few', { count: agreement?.cases ?? 0 })}</p>
  }
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const number = new Intl.NumberFormat(language, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  })
  return (
    <p>
      {words('agreement', {
        count: agreement.cases,
        share: percent.format(agreement.share),
        kappa: agreement.kappa === null ? words('kappa-none') : number.format(agreement.kappa),
      })}
    </p>
  )
}

const Lines: FC<EvalCasesPageProps & { words: EvalCaseWords }> = (props) => {
  const { cases, words, titles, times, isSupervisor } = props
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('title')}>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('text')}</th>
            <th scope='col'>{words('right-is')}</th>
            <th scope='col' class='number'>
              {words('labels')}
            </th>
            <th scope='col'>{words('by')}</th>
            <th scope='col'>{words('source')}</th>
            {isSupervisor && <th scope='col'>{words('remove')}</th>}
          </tr>
        </thead>
        <tbody>
          {cases.map((each) => {
            const label = agreedLabel(each)
            const names = each.labels.map(({ agentName }) => agentName).join(words('and'))
            return (
              <tr>
                <td class='line' lang={each.language}>
                  <a class='plain-text' href={`${EVAL_CASES_PATH}/${each.id}`}>
                    {each.text}
                  </a>
                </td>
                <td data-label={words('right-is')}>
                  {label && labelInWords(label, words, titles)}
                </td>
                <td class='number' data-label={words('labels')}>
                  {each.labels.length}
                </td>
                <td data-label={words('by')}>
                  {names}{' '}
                  <span class='soft small' title={times.exact(each.createdAt)}>
                    {times.ago(each.createdAt)}
                  </span>
                </td>
                <td data-label={words('source')}>{words(`source-${each.source}`)}</td>
                {isSupervisor && (
                  <td>
                    <form method='post' action={`${EVAL_CASES_PATH}/${each.id}/remove`}>
                      <button
                        type='submit'
                        class='small'
                        aria-label={words('remove-this', { text: each.text })}
                      >
                        {words('remove')}
                      </button>
                    </form>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
