import type { Language } from '../../platform/language.js'
import { createTimes, type Times } from '../../platform/ui/times.js'
import type { Account } from '../account/account.js'
import type { Case } from '../case/case.js'
import type { CaseFile, CaseLine } from '../case/case-file.js'
import type { CaseView } from '../case/case-table.js'
import type { OpenClock } from '../clock/clock-board.js'
import type { Alarm } from '../clock/desk-clocks.js'
import type { AgentId, CaseId, ConversationId } from '../conversation/message.js'
import type { DeskEmergencies } from '../emergency/desk-emergencies.js'
import type { Colleague } from '../triage/colleague.js'
import { maySee } from '../triage/may-see.js'
import type { Teams } from '../triage/teams.js'
import type { DeskDeps } from './desk-deps.js'
import type { DeskPlace } from './desk-place.js'
import { type DeskWords, deskWords } from './desk-words.js'

/** What every part of the desk is drawn with. */
export interface DeskFrame {
  readonly language: Language
  readonly words: DeskWords
  readonly times: Times
  readonly account: Account
  readonly place: DeskPlace
  /** Everyone who serves customers, by name. */
  readonly people: readonly Colleague[]
  /** The account's own line among them; `undefined` for who serves nobody. */
  readonly me: Colleague | undefined
  readonly teams: Teams
  readonly nameOf: (agent: AgentId) => string
  /** Clocks that are not done, the one that is due first before. */
  readonly clocksOf: (id: CaseId) => readonly OpenClock[]
  /** A rule in words, whether or not the handbook still has it. */
  readonly ruleTitle: (rule: string) => string
  /** The id, of an article that is gone. */
  readonly articleTitle: (article: string) => string
}

export interface DeskLists {
  readonly rows: readonly CaseLine[]
  readonly counts: Readonly<Record<Exclude<CaseView, 'solved'>, number>>
  /** How many wait that nobody takes, of which supervisors are told. */
  readonly told: number
  /** Those with a row in any list. */
  readonly conversations: ReadonlySet<ConversationId>
  readonly emergencies: DeskEmergencies
  /** What the person is to be told of. */
  readonly alarms: readonly Alarm[]
  /** Results of quality that this person has not looked at (H7.1). */
  readonly unseenResults: number
  /** A supervisor is told when more are in the queue. */
  readonly waitingAbove: number
  /** A year that comes soon and whose holidays are not published. */
  readonly yearWithoutNotice: number | null
}

/** One case with what is known of it beside its file. */
export interface OpenCase {
  readonly file: CaseFile
  readonly reason: { readonly title: string; readonly text: string; readonly source: string }
}

export async function readFrame(
  deps: DeskDeps,
  account: Account,
  language: Language,
  place: DeskPlace,
): Promise<DeskFrame> {
  const names = new Map((await deps.accounts.all()).map(({ id, name }) => [id, name]))
  const people = await deps.people.all()
  const words = deskWords(language)
  return {
    language,
    words,
    times: createTimes(language, deps.clock.now(), deps.zone),
    account,
    place,
    people,
    me: people.find(({ agent }) => agent === account.id),
    teams: deps.teams,
    nameOf: (agent) => names.get(agent) ?? agent,
    clocksOf: deps.clocks.of,
    articleTitle: (article) => deps.articleTitle(article, language) ?? article,
    ruleTitle: (rule) => reasonFor(deps, { words, language }, rule).title,
  }
}

/** The list of the place, and how many there are in the others. */
export async function readLists(
  deps: Pick<DeskDeps, 'cases' | 'clocks' | 'emergencies' | 'unseenResults'>,
  frame: DeskFrame,
): Promise<DeskLists> {
  const { view, search } = frame.place
  const { account } = frame
  const list = async (which: CaseView) =>
    (await deps.cases.list({ view: which, agent: account.id })).filter((line) =>
      mayOpen(frame, line.case),
    )
  // A list is limited in length, so one's own cases are asked for apart: a flood hides none of them.
  const [mine, all, solved, alarms, unseenResults, emergencies] = await Promise.all([
    list('mine'),
    list('all'),
    view === 'solved' ? list('solved') : [],
    deps.clocks.alarms(account),
    deps.unseenResults(account.id),
    deps.emergencies?.(account) ?? NO_EMERGENCIES,
  ])
  const queue = all.filter((line) => line.case.status === 'waiting')
  const rows = { mine, queue, all, solved }[view]
  return {
    rows: search === '' ? rows : rows.filter((line) => matches(line, search)),
    counts: { mine: mine.length, queue: queue.length, all: all.length },
    told: queue.filter((line) => line.case.reach === 'told').length,
    conversations: new Set([...mine, ...all, ...solved].map((line) => line.case.conversation)),
    alarms,
    unseenResults,
    emergencies,
    waitingAbove: deps.clocks.waitingAbove,
    yearWithoutNotice: deps.clocks.yearWithoutNotice(),
  }
}

const NO_EMERGENCIES: DeskEmergencies = { open: [], proposals: [] }

function matches({ case: { id, subject }, lastMessage }: CaseLine, search: string): boolean {
  const wanted = search.toLowerCase()
  return [id, subject, lastMessage?.text ?? ''].some((text) => text.toLowerCase().includes(wanted))
}

export async function readOpenCase(
  deps: DeskDeps,
  frame: DeskFrame,
  id: CaseId,
): Promise<OpenCase | 'forbidden' | undefined> {
  const file = await deps.cases.find(id)
  if (!file) return undefined
  if (!mayOpen(frame, file.case)) return 'forbidden'
  return {
    file,
    // What brought it back is nearer than what once opened it.
    reason: reasonFor(deps, frame, file.case.reopened > 0 ? LOW_SCORE : file.case.rule),
  }
}

/** Whether whoever looks at the page may see this case. */
export function mayOpen({ account, me, teams }: DeskFrame, current: Case): boolean {
  return maySee({ ...account, teams: me?.teams ?? [] }, current, teams)
}

/** Written in the program and not in the handbook: a low score always comes back (H5.2). */
const LOW_SCORE = 'low-score'

/** A rule that the handbook no longer has is still named, so that nothing came for no reason. */
function reasonFor(
  deps: Pick<DeskDeps, 'ruleReason'>,
  { words, language }: Pick<DeskFrame, 'words' | 'language'>,
  rule: string,
): OpenCase['reason'] {
  if (rule === LOW_SCORE) {
    return { title: words('rule-low-score'), text: words('rule-low-score-why'), source: 'H5.2' }
  }
  const known = deps.ruleReason(rule, language)
  if (known) return { title: known.title, text: known.reason, source: known.source }
  return { title: rule, text: '', source: '' }
}
