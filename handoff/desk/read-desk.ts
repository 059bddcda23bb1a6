import type { Language } from '../../platform/language.js'
import type { Times } from '../../platform/ui/times.js'
import type { Account } from '../account/account.js'
import type { Case } from '../case/case.js'
import type { CaseFile } from '../case/case-file.js'
import { type CaseView, LIST_LIMIT } from '../case/case-view-table.js'
import type { OpenClock } from '../clock/clock-board.js'
import type { Alarm } from '../clock/desk-clocks.js'
import type { AgentId, CaseId, MessageId } from '../conversation/message.js'
import { shownText } from '../conversation/shown-text.js'
import type { DeskEmergencies } from '../emergency/desk-emergencies.js'
import type { Colleague } from '../triage/colleague.js'
import { maySee, type Viewer } from '../triage/may-see.js'
import type { Teams } from '../triage/teams.js'
import type { UploadId } from '../upload/upload.js'
import type { RowCache } from './case-row.js'
import type { DeskDeps } from './desk-deps.js'
import type { DeskLine } from './desk-lines.js'
import type { DeskPlace } from './desk-place.js'
import { type DeskWords, deskWords } from './desk-words.js'
import type { Undelivered } from './message-marks.js'
import type { SharedDesk } from './share-desk.js'
import { readStaff, type Staff } from './staff.js'

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
  readonly rowCache: RowCache
  /** Clocks that are not done, the one that is due first before. */
  readonly clocksOf: (id: CaseId) => readonly OpenClock[]
  /** A rule in words, whether or not the handbook still has it. */
  readonly ruleTitle: (rule: string) => string
  /** The id, of an article that is gone. */
  readonly articleTitle: (article: string) => string
  /** A link to a customer's file that is for this person, and for some time only. */
  readonly fileHref: (id: UploadId) => string
}

/** The list of the place, and how many there are in the others. */
export interface ChosenLines {
  readonly rows: readonly DeskLine[]
  readonly counts: Readonly<Record<Exclude<CaseView, 'solved'>, number>>
  /** How many wait that nobody takes, of which supervisors are told. */
  readonly told: number
}

/** What stands around the list. */
export interface DeskNotices {
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

export interface DeskLists extends ChosenLines, DeskNotices {
  /** Everything up to this event is in the rows. */
  readonly through: number
}

/** One case with what is known of it beside its file. */
export interface OpenCase {
  readonly file: CaseFile
  readonly reason: { readonly title: string; readonly text: string; readonly source: string }
  /** Messages that did not reach the customer. */
  readonly undelivered: ReadonlyMap<MessageId, Undelivered>
}

export async function readFrame(
  deps: SharedDesk,
  account: Account,
  language: Language,
  place: DeskPlace,
): Promise<DeskFrame> {
  return frameOf(deps, await readStaff(deps), account, language, place)
}

export function frameOf(
  deps: SharedDesk,
  { names, people }: Staff,
  account: Account,
  language: Language,
  place: DeskPlace,
): DeskFrame {
  const words = deskWords(language)
  return {
    language,
    words,
    times: deps.timesAt(language, deps.clock.now()),
    account,
    place,
    people,
    me: people.find(({ agent }) => agent === account.id),
    teams: deps.teams,
    nameOf: (agent) => names.get(agent) ?? agent,
    rowCache: deps.rowCache,
    clocksOf: deps.clocks.of,
    articleTitle: (article) => deps.articleTitle(article, language) ?? article,
    fileHref: (id) => deps.fileHref(id, account.id),
    ruleTitle: (rule) => reasonFor(deps, { words, language }, rule).title,
  }
}

/** What this person's list is made of, and what stands around it. */
export async function readLists(deps: SharedDesk, frame: DeskFrame): Promise<DeskLists> {
  const [{ lines, through }, solved, notices] = await Promise.all([
    deps.lines.read(),
    readSolved(deps, frame),
    readNotices(deps, frame),
  ])
  return { ...chooseLines(frame, lines, solved), ...notices, through }
}

/** Of all open cases, those that this person's lists show. */
export function chooseLines(
  frame: DeskFrame,
  open: readonly DeskLine[],
  solved: readonly DeskLine[],
): ChosenLines {
  const { view, search } = frame.place
  const viewer = viewerOf(frame)
  const all = open.filter((line) => maySee(viewer, line.case, frame.teams))
  const mine = all.filter((line) => isWith(line.case, frame.account.id))
  const queue = all.filter((line) => line.case.status === 'waiting')
  const lines = { mine, queue, all, solved }[view]
  const rows = search === '' ? lines : lines.filter((line) => matches(line, search))
  return {
    // No more than somebody could look through; one's own are a list of their own.
    rows: rows.slice(0, LIST_LIMIT),
    counts: { mine: mine.length, queue: queue.length, all: all.length },
    told: queue.filter((line) => line.case.reach === 'told').length,
  }
}

function isWith(current: Case, agent: AgentId): boolean {
  return current.status === 'assigned' && current.agent === agent
}

/** What is solved; empty for who looks at another list. */
export async function readSolved(deps: SharedDesk, frame: DeskFrame): Promise<DeskLine[]> {
  if (frame.place.view !== 'solved') return []
  const lines = await deps.cases.list({ view: 'solved', agent: frame.account.id })
  return lines
    .filter((line) => mayOpen(frame, line.case))
    .map((line) => ({ ...line, clock: deps.clocks.of(line.case.id)[0] }))
}

export async function readNotices(deps: SharedDesk, { account }: DeskFrame): Promise<DeskNotices> {
  const [alarms, unseenResults, emergencies] = await Promise.all([
    deps.clocks.alarms(account),
    deps.unseenResults(account.id),
    deps.emergencies?.(account) ?? NO_EMERGENCIES,
  ])
  return {
    alarms,
    unseenResults,
    emergencies,
    waitingAbove: deps.clocks.waitingAbove,
    yearWithoutNotice: deps.clocks.yearWithoutNotice(),
  }
}

const NO_EMERGENCIES: DeskEmergencies = { open: [], proposals: [] }

function matches({ case: { id, subject }, lastMessage }: DeskLine, search: string): boolean {
  const wanted = search.toLowerCase()
  const last = lastMessage ? shownText(lastMessage) : ''
  return [id, subject, last].some((text) => text.toLowerCase().includes(wanted))
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
    undelivered: (await deps.undelivered?.(file.case.conversation)) ?? new Map(),
  }
}

/** Whether whoever looks at the page may see this case. */
export function mayOpen(frame: DeskFrame, current: Case): boolean {
  return maySee(viewerOf(frame), current, frame.teams)
}

function viewerOf({ account, me }: DeskFrame): Viewer {
  return { id: account.id, role: account.role, teams: me?.teams ?? [] }
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
