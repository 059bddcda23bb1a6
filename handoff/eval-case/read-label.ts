import type { Context } from 'hono'
import {
  ANSWER_KINDS,
  type AnswerKind,
  type EvalLabel,
  LABEL_KINDS,
  type LabelKind,
} from './eval-case.js'

/** A label as the form has it, also while something is missing. */
export interface LabelForm {
  readonly text: string
  readonly kind: LabelKind | null
  readonly gold: readonly string[]
  /** As it was typed: a fact a line, its wordings parted by a bar. */
  readonly facts: string
  readonly answerKind: AnswerKind | null
}

export const EMPTY_LABEL: Omit<LabelForm, 'text'> = {
  kind: null,
  gold: [],
  facts: '',
  answerKind: null,
}

export const FACTS_LENGTH = 2_000

/** Reads the posted form. */
export async function readLabelForm(c: Context): Promise<LabelForm> {
  const body = await c.req.parseBody({ all: true })
  const texts = (name: string): readonly string[] => {
    const value = Object.hasOwn(body, name) ? body[name] : undefined
    const list = Array.isArray(value) ? value : [value]
    return list.filter((each): each is string => typeof each === 'string' && each !== '')
  }
  const one = (name: string) => texts(name)[0] ?? ''
  return {
    text: one('text').replaceAll('\r\n', '\n').trim(),
    kind: LABEL_KINDS.find((kind) => kind === one('kind')) ?? null,
    gold: [...new Set([...texts('article'), ...texts('other')])],
    facts: one('facts').replaceAll('\r\n', '\n').trim().slice(0, FACTS_LENGTH),
    answerKind: ANSWER_KINDS.find((kind) => kind === one('answerKind')) ?? null,
  }
}

/** What keeps a form from being a label, by the field; or the label. */
export function labelOf(
  form: LabelForm,
  isArticle: (id: string) => boolean,
): { readonly label: EvalLabel } | { readonly wrong: 'kind' | 'article' } {
  const { kind } = form
  if (kind === null) return { wrong: 'kind' }
  if (kind !== 'article') return { label: { kind, gold: [], facts: [], answerKind: null } }
  const gold = form.gold.filter(isArticle)
  if (gold.length === 0) return { wrong: 'article' }
  const facts = factsOf(form.facts)
  const answerKind = facts.length === 0 ? null : (form.answerKind ?? 'conditions')
  return { label: { kind, gold, facts, answerKind } }
}

function factsOf(text: string): readonly (readonly string[])[] {
  return text
    .split('\n')
    .map((line) =>
      line
        .split(/[|｜]/u)
        .map((wording) => wording.trim())
        .filter((wording) => wording !== ''),
    )
    .filter((wordings) => wordings.length > 0)
}

/** A label as it is typed. */
export function formOf({ kind, gold, facts, answerKind }: EvalLabel): Omit<LabelForm, 'text'> {
  const typed = facts.map((wordings) => wordings.join(' | ')).join('\n')
  return { kind, gold, facts: typed, answerKind }
}
