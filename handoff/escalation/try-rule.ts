import { Fault } from '../../platform/fault.js'
import { parsePage } from '../handbook/parse-page.js'
import type { Problem } from '../handbook/problem-list.js'
import { readPages } from '../handbook/read-pages.js'
import type { SignalReader } from '../signal/signal-reader.js'
import { compileRules, type Escalation } from './load-rules.js'
import { tryExamples } from './rule-example.js'

export type TriedRule =
  | {
      readonly ok: true
      /** All rules, this one as edited. */
      readonly escalation: Escalation
      /** Its examples in words that are not so. */
      readonly wrong: readonly Problem[]
    }
  /** What a start would say of it. */
  | { readonly ok: false; readonly problems: string }

/** What a fault calls the folder; where it lies on the disk is no business of a page. */
const PLACE = 'handbook/escalation'

/** Checks an edited rule among the others as a start does, and tries its examples. Nothing is saved. */
export async function tryRule(
  { folder, id, text }: { readonly folder: string; readonly id: string; readonly text: string },
  reader: Pick<SignalReader, 'read' | 'names'>,
  signal: AbortSignal,
): Promise<TriedRule> {
  const file = `${id}.md`
  const others = (await readPages(folder)).filter((page) => page.file !== file)
  // A browser sends the lines of a form with both characters.
  const page = parsePage(file, text.replaceAll('\r\n', '\n'))
  try {
    const escalation = await compileRules([...others, page], PLACE, reader.names)
    const examples = escalation.examples.filter(({ rule }) => rule.id === id)
    return { ok: true, escalation, wrong: await tryExamples(examples, reader, signal) }
  } catch (cause) {
    if (cause instanceof Fault) return { ok: false, problems: cause.message }
    throw cause
  }
}
