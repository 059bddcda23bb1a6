import type { Language } from '../../platform/language.js'

/** What a page of staff hands over when somebody makes a test case of what it shows. */
export type EvalCaseLink =
  | { readonly from: 'desk' | 'gap'; readonly message: string }
  | { readonly from: 'desk'; readonly case: string }
  | { readonly from: 'hit-test' | 'gap'; readonly text: string; readonly language: Language }

export const EVAL_CASES_PATH = '/eval-cases'

/**
 * The page that asks for the label. A customer's words are named by the bot's message that dealt
 * with them, so that they are masked by what is known of the customer, and erased with them.
 *
 * @param back Where the page leads back to, on our own site.
 */
export function evalCaseHref(link: EvalCaseLink, back: string): string {
  const { from, ...rest } = link
  const { language, ...of } = 'language' in rest ? rest : { ...rest, language: undefined }
  const query = new URLSearchParams({ from, ...of, ...(language && { in: language }), back })
  return `${EVAL_CASES_PATH}/new?${query}`
}
