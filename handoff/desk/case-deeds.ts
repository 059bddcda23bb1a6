import { isId } from '../../platform/id.js'
import type { Values } from '../../platform/ui/messages.js'
import type { ReadField } from '../../platform/ui/read-form.js'
import { CATEGORIES, CAUSES, type Category, type Cause } from '../case/case.js'
import type { CaseService } from '../case/case-service.js'
import type { Refusal } from '../case/decide.js'
import type { AgentId, CaseId, MessageId } from '../conversation/message.js'
import { TEXT_LENGTH } from './composer.js'

/** What an agent asks for with a form. */
export type CaseDeed =
  | { readonly deed: 'take' }
  | { readonly deed: 'give-back' }
  | {
      readonly deed: 'reply'
      readonly text: string
      readonly clientId: string
      readonly turn: number | undefined
      readonly articles: readonly string[]
      readonly asks: boolean
    }
  | {
      readonly deed: 'correct'
      readonly message: MessageId | undefined
      /** Ids; `undefined` when nothing was chosen. */
      readonly gold: readonly string[] | undefined
    }
  | { readonly deed: 'note'; readonly text: string }
  | { readonly deed: 'transfer'; readonly to: AgentId | null; readonly note: string }
  | {
      readonly deed: 'solve'
      readonly category: Category | undefined
      readonly cause: Cause | undefined
      readonly summary: string
    }

/** Reads a form; `undefined` when there is no such deed. */
export function deedOf(name: string, form: ReadField): CaseDeed | undefined {
  switch (name) {
    case 'take':
    case 'give-back':
      return { deed: name }
    case 'say': {
      const text = form('text').replace(/\r\n/g, '\n').trim()
      if (form('kind') === 'note') return { deed: 'note', text }
      const turn = /^\d{1,9}$/.test(form('turn')) ? Number(form('turn')) : undefined
      const clientId = form('clientId').slice(0, CLIENT_ID_LENGTH)
      const articles = form('articles').split('\n').filter(isArticleId).slice(0, MOST_ARTICLES)
      const asks = form('asks') !== ''
      return { deed: 'reply', text, clientId, turn, articles, asks }
    }
    case 'correct': {
      const message = form('message')
      return {
        deed: 'correct',
        message: isId('message', message) ? message : undefined,
        gold: goldOf(form('right')),
      }
    }
    case 'transfer': {
      const to = form('to')
      return { deed: 'transfer', to: isId('agent', to) ? to : null, note: form('note').trim() }
    }
    case 'solve':
      return {
        deed: 'solve',
        category: CATEGORIES.find((category) => category === form('category')),
        cause: CAUSES.find((cause) => cause === form('cause')),
        summary: form('summary').trim().slice(0, TEXT_LENGTH),
      }
    default:
      return undefined
  }
}

const CLIENT_ID_LENGTH = 64

/** More than are suggested at a time. */
const MOST_ARTICLES = 8

const ARTICLE_ID_LENGTH = 300

function isArticleId(text: string): boolean {
  return text !== '' && text.length <= ARTICLE_ID_LENGTH
}

function goldOf(choice: string): readonly string[] | undefined {
  if (choice === 'none') return []
  const id = choice.startsWith('article:') ? choice.slice('article:'.length) : ''
  return isArticleId(id) ? [id] : undefined
}

export type DeedOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly refusal: Refusal | 'empty' | 'too-long' | 'incomplete' | 'no-article'
      readonly values: Values
    }

/** Does what was asked for, after the checks that need nothing but the form. */
export async function doDeed(
  cases: CaseService,
  id: CaseId,
  agent: AgentId,
  deed: CaseDeed,
): Promise<DeedOutcome> {
  const flaw = flawOf(deed)
  if (flaw) return { ok: false, ...flaw }
  const outcome = await ask(cases, id, agent, deed)
  return outcome.ok ? outcome : { ...outcome, values: {} }
}

function flawOf(deed: CaseDeed): Omit<Extract<DeedOutcome, { ok: false }>, 'ok'> | undefined {
  const text = deed.deed === 'reply' || deed.deed === 'note' ? deed.text : undefined
  if (text === '') return { refusal: 'empty', values: {} }
  const longest = text ?? (deed.deed === 'transfer' ? deed.note : '')
  if (longest.length > TEXT_LENGTH) {
    return { refusal: 'too-long', values: { count: longest.length, limit: TEXT_LENGTH } }
  }
  if (deed.deed === 'correct' && (!deed.message || !deed.gold)) {
    return { refusal: 'no-article', values: {} }
  }
  if (deed.deed === 'solve' && (!deed.category || !deed.cause)) {
    return { refusal: 'incomplete', values: {} }
  }
  return undefined
}

function ask(cases: CaseService, id: CaseId, agent: AgentId, deed: CaseDeed) {
  switch (deed.deed) {
    case 'take':
      return cases.take(id, agent)
    case 'give-back':
      return cases.giveBack(id, agent)
    case 'reply': {
      const { text, clientId, turn, articles, asks } = deed
      return cases.reply(id, agent, {
        text,
        clientId,
        articles,
        asks,
        ...(turn !== undefined && { turn }),
      })
    }
    case 'correct': {
      const { message, gold } = deed
      if (!message || !gold) throw new Error('A correction names a message and what is right.')
      return cases.correct(id, agent, message, gold)
    }
    case 'note':
      return cases.note(id, agent, deed.text)
    case 'transfer':
      return cases.transfer(id, agent, deed.to, deed.note)
    case 'solve': {
      const { category, cause, summary } = deed
      if (!category || !cause) throw new Error('A case is solved with a category and a cause.')
      return cases.solve(id, agent, { category, cause, summary })
    }
    default:
      return deed satisfies never
  }
}
