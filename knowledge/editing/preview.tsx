import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { LANGUAGE_NAMES } from '../../platform/ui/language-links.js'
import type { Problem } from '../article/problem.js'
import type { FoundReply } from '../site/found-reply.js'
import { renderMarkdown } from '../site/render-markdown.js'
import { siteWords } from '../site/site-words.js'
import { type EditingWords, editingWords } from './editing-words.js'
import { ProblemTable } from './problem-table.js'

/** A text as the customer will see it. */
export interface DraftPreview {
  /** In which the customer reads. */
  readonly seen: Language
  /** What the customer asks in the chat. */
  readonly asked: string
  /** What may be asked: its title and questions. */
  readonly questions: readonly string[]
  /** `null` while the text cannot be read as an article. */
  readonly shown: {
    readonly reply: FoundReply
    /** The whole help page. */
    readonly help: string
  } | null
  readonly problems: readonly Problem[]
}

interface PreviewProps {
  readonly language: Language
  readonly preview: DraftPreview
}

/** Replaced as a whole by `draft-editor.js` while somebody writes. */
export const PreviewPane: FC<PreviewProps> = ({ language, preview }) => {
  const words = editingWords(language)
  const { shown } = preview
  return (
    <section id='preview' class='preview' aria-labelledby='preview-title'>
      <h2 id='preview-title'>{words('preview')}</h2>
      <Checks language={language} preview={preview} words={words} />
      {shown === null ? (
        <p class='soft'>{words('preview-none')}</p>
      ) : (
        <>
          <h3>{words('in-the-chat')}</h3>
          <p class='asked' lang={preview.seen}>
            {preview.asked}
          </p>
          <div class='hit-reply' lang={preview.seen}>
            <div class='article'>{raw(renderMarkdown(shown.reply.text))}</div>
            {shown.reply.citations.length > 0 && (
              <ol class='sources small'>
                {shown.reply.citations.map(({ title }) => (
                  <li>{title}</li>
                ))}
              </ol>
            )}
          </div>
          <h3>{words('on-the-help-page')}</h3>
          <iframe
            id='help-preview'
            class='help-preview'
            title={words('on-the-help-page')}
            srcdoc={shown.help}
          />
        </>
      )}
    </section>
  )
}

const Checks: FC<PreviewProps & { words: EditingWords }> = ({ language, preview, words }) => (
  <div class='checks'>
    {preview.problems.length === 0 ? (
      <p>
        <span class='mark ok'>{siteWords(language)('problems-none')}</span>
      </p>
    ) : (
      <>
        <h3>{words('found-by-check', { count: preview.problems.length })}</h3>
        <ProblemTable language={language} problems={preview.problems} />
      </>
    )}
  </div>
)

/** What the preview is asked: by whom, and what. Fields of the form around it. */
export const PreviewChoices: FC<PreviewProps> = ({ language, preview }) => {
  const words = editingWords(language)
  const others: readonly Language[] = preview.seen === 'en' ? ['en'] : ['zh-Hans', 'zh-Hant']
  return (
    <div class='filters preview-choices'>
      <div class='field'>
        <label for='asked'>{words('preview-asked')}</label>
        <input id='asked' name='asked' value={preview.asked} list='asked-list' />
        <datalist id='asked-list'>
          {preview.questions.map((question) => (
            <option value={question} />
          ))}
        </datalist>
      </div>
      <div class='field'>
        <label for='seen'>{words('preview-seen')}</label>
        <select id='seen' name='seen'>
          {others.map((each) => (
            <option value={each} selected={each === preview.seen}>
              {LANGUAGE_NAMES[each]}
            </option>
          ))}
        </select>
      </div>
    </div>
  )
}
