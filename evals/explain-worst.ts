import type { TracedWorst } from './report/worst.js'
import type { KnowledgeDeps, SuiteReport } from './suite.js'

/** Asks the worst questions again and keeps what went on inside, so that a reader sees why. */
export async function explainWorst(
  report: SuiteReport,
  deps: Pick<KnowledgeDeps, 'explain'>,
  signal: AbortSignal,
): Promise<SuiteReport> {
  const worst: TracedWorst[] = []
  for (const each of report.worst) {
    worst.push(each.asked ? { ...each, trace: await deps.explain(each.asked, signal) } : each)
  }
  return { ...report, worst }
}
