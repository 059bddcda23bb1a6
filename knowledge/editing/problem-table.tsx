import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import type { Problem } from '../article/problem.js'
import { sayProblem } from '../site/say-problem.js'
import { siteWords } from '../site/site-words.js'

/** What the check found, with the place and what to write instead. */
export const ProblemTable: FC<{ language: Language; problems: readonly Problem[] }> = (props) => {
  const words = siteWords(props.language)
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('problems')}>
      <table class='data stacks problems'>
        <thead>
          <tr>
            <th scope='col'>{words('column-where')}</th>
            <th scope='col'>{words('column-level')}</th>
            <th scope='col'>{words('column-message')}</th>
          </tr>
        </thead>
        <tbody>
          {props.problems.map((problem) => (
            <Row language={props.language} problem={problem} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const Row: FC<{ language: Language; problem: Problem }> = ({ language, problem }) => {
  const { file, line, level } = problem
  const { text, lang } = sayProblem(problem, language)
  return (
    <tr>
      <td>
        {file}:{line}
      </td>
      <td>
        <span class={level === 'error' ? 'mark late' : 'mark warn'}>
          {siteWords(language)(`problem-${level}`)}
        </span>
      </td>
      <td class='line' lang={lang}>
        {text}
      </td>
    </tr>
  )
}
