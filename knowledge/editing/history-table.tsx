import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Ago } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import type { Article } from '../article/article.js'
import { articleEditHref } from './article-links.js'
import { editingWords } from './editing-words.js'
import type { ArticleHistory, PastText } from './history.js'
import { listNames } from './list-names.js'

interface HistoryTableProps {
  readonly language: Language
  readonly times: Times
  readonly article: Article
  readonly history: ArticleHistory
  /** The key of the one that is shown beside the file. */
  readonly compared: string | undefined
}

/** What an article was: who wrote it, who published it, and the way back. */
export const HistoryTable: FC<HistoryTableProps> = (props) => {
  const { language, times, article, history, compared } = props
  const words = editingWords(language)
  const { texts, changedSince } = history
  const previous = texts[changedSince ? 0 : 1]
  const undone = texts[0]?.kind === 'undone' && !changedSince
  return (
    <div>
      <div class='page-head'>
        <h2 id='history-title'>{words('history')}</h2>
        {previous && (
          <form method='post' action={`${articleEditHref(article.id)}/restore`}>
            <input type='hidden' name='version' value={previous.key} />
            <button type='submit'>{words(undone ? 'redo' : 'undo')}</button>
          </form>
        )}
      </div>
      <p class='soft small'>{words(history.from === 'git' ? 'history-git' : 'history-kept')}</p>
      {changedSince && <p class='notice'>{words('history-changed')}</p>}
      {texts.length === 0 ? (
        <p class='soft'>{words('history-none')}</p>
      ) : (
        <section class='table-scroll' tabindex={0} aria-label={words('history')}>
          <table class='data stacks'>
            <thead>
              <tr>
                <th scope='col'>{words('when')}</th>
                <th scope='col'>{words('what')}</th>
                <th scope='col'>{words('writer')}</th>
                <th scope='col'>{words('publisher')}</th>
                <th scope='col'>{words('version')}</th>
              </tr>
            </thead>
            <tbody>
              {texts.map((text) => (
                <tr>
                  <td>
                    <Ago times={times} at={text.at} />
                  </td>
                  <td>
                    <What language={language} text={text} />
                  </td>
                  <td data-label={words('writer')}>
                    {listNames(
                      text.writers.map((name) => ({ name })),
                      language,
                    ) || '—'}
                  </td>
                  <td data-label={words('publisher')}>{text.publisher ?? '—'}</td>
                  <td>
                    {text.isCurrent ? (
                      <span class='mark ok'>{words('current')}</span>
                    ) : (
                      <a
                        href={`${articleEditHref(article.id)}?version=${text.key}#past`}
                        {...(text.key === compared && { 'aria-current': 'true' as const })}
                      >
                        {words('compare')}
                      </a>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {history.goesOn && <p class='soft'>{words('history-goes-on', { count: texts.length })}</p>}
    </div>
  )
}

const What: FC<{ language: Language; text: PastText }> = ({ language, text }) => {
  const words = editingWords(language)
  return (
    <>
      {text.kind === null ? text.subject : words(`kind-${text.kind}`)}
      {text.override !== null && (
        <>
          <br />
          <span class='mark warn'>{words('overridden')}</span> {text.override}
        </>
      )}
      {text.reasons.map((reason) => (
        <>
          <br />
          <span class='soft small'>{reason}</span>
        </>
      ))}
    </>
  )
}
