import type { Child, FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Ago } from '../../platform/ui/time.js'
import { daysOf, type Times } from '../../platform/ui/times.js'
import type { Article, Day } from '../article/article.js'
import { articleEditHref } from './article-links.js'
import type { Draft } from './draft.js'
import { DraftName } from './draft-name.js'
import type { EditorFrame } from './editing-deps.js'
import { editingWords } from './editing-words.js'
import { EditorPage } from './editor-page.js'
import { listNames } from './list-names.js'

/** An article that must be looked at again. */
export interface DueReview {
  readonly article: Article
  /** The last day on which it answers: its review, or the end of its validity. */
  readonly day: Day
  /** Days from today, negative when it is past. */
  readonly left: number
}

interface MinePageProps {
  readonly frame: EditorFrame
  readonly times: Times
  readonly everyone: boolean
  /** Changes that wait for a second person. */
  readonly toReview: readonly Draft[]
  /** What this person writes, that which came back first. */
  readonly writing: readonly Draft[]
  readonly due: readonly DueReview[]
}

/** What waits for one person, or for anyone: reviews, own changes, articles whose review is due. */
export const MinePage: FC<MinePageProps> = (props) => {
  const { frame, everyone, toReview, writing, due } = props
  const { language } = frame
  const words = editingWords(language)
  return (
    <EditorPage frame={frame} place='mine' title={words('mine-title')}>
      <nav class='tabs' aria-label={words('mine-title')}>
        <a href='/knowledge/mine' {...(everyone ? {} : { 'aria-current': 'page' as const })}>
          {words('for-me')}
        </a>
        <a href='/knowledge/mine?of=all' {...(everyone ? { 'aria-current': 'page' as const } : {})}>
          {words('for-all')}
        </a>
      </nav>
      <List title={words('to-review')} none={words('to-review-none')} count={toReview.length}>
        <Drafts {...props} drafts={toReview} />
      </List>
      <List
        title={words(everyone ? 'all-changes' : 'my-changes')}
        none={words('my-changes-none')}
        count={writing.length}
      >
        <Drafts {...props} drafts={writing} />
      </List>
      <List title={words('due-title')} none={words('due-none')} count={due.length}>
        <Due language={language} due={due} />
      </List>
    </EditorPage>
  )
}

const List: FC<{ title: string; none: string; count: number; children?: Child }> = (props) => (
  <div>
    <h2>
      {props.title} <span class='soft'>{props.count}</span>
    </h2>
    {props.count === 0 ? <p class='soft'>{props.none}</p> : props.children}
  </div>
)

const Drafts: FC<MinePageProps & { drafts: readonly Draft[] }> = ({ frame, times, drafts }) => {
  const words = editingWords(frame.language)
  return (
    <ul class='plain tasks'>
      {drafts.map((draft) => (
        <li class='task'>
          <p>
            <DraftName draft={draft} words={words} />{' '}
            {draft.state === 'draft' && draft.remarks.length > 0 && (
              <span class='mark warn'>{words('came-back')}</span>
            )}
            {draft.state === 'scheduled' && (
              <span class={draft.failed === null ? 'mark' : 'mark late'}>
                {daysOf(frame.language)(draft.day)}
              </span>
            )}
          </p>
          <p class='soft small'>
            {draft.file}
            {' · '}
            {listNames(draft.writers, frame.language)} <Ago times={times} at={draft.changedAt} />
          </p>
        </li>
      ))}
    </ul>
  )
}

const Due: FC<{ language: Language; due: readonly DueReview[] }> = ({ language, due }) => {
  const words = editingWords(language)
  const dayIn = daysOf(language)
  return (
    <section class='table-scroll' tabindex={0} aria-label={words('due-title')}>
      <table class='data stacks'>
        <thead>
          <tr>
            <th scope='col'>{words('article')}</th>
            <th scope='col'>{words('owner')}</th>
            <th scope='col' class='number'>
              {words('due-day')}
            </th>
            <th scope='col'>{words('due-left')}</th>
          </tr>
        </thead>
        <tbody>
          {due.map(({ article, day, left }) => (
            <tr>
              <td class='line'>
                <a href={articleEditHref(article.id)} lang={article.language}>
                  {article.title}
                </a>
              </td>
              <td data-label={words('owner')}>{article.owner ?? '—'}</td>
              <td class='number' data-label={words('due-day')}>
                {dayIn(day)}
              </td>
              <td>
                {left < 0 ? (
                  <span class='mark late'>{words('days-late', { count: -left })}</span>
                ) : (
                  <span class='mark warn'>{words('days-left', { count: left })}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
