import { isDeepStrictEqual } from 'node:util'
import { raw } from 'hono/html'
import { EmergencyStrip } from '../emergency/emergency-strip.js'
import { CaseRows, Views } from './case-list.js'
import { agentOf, drawRow, rowId } from './case-row.js'
import { DeskAlarms } from './desk-alarms.js'
import type { DeskLine } from './desk-lines.js'
import { Part } from './desk-parts.js'
import type { ChosenLines, DeskFrame, DeskNotices } from './read-desk.js'

/** What one open page shows of its list and around it, so that only what differs is sent. */
export interface ShownList {
  /** The parts of the page to be drawn again; empty when it shows all that already. */
  update(frame: DeskFrame, lines: ChosenLines, notices: DeskNotices): string
}

interface ShownRow {
  readonly line: DeskLine
  readonly agent: string | undefined
}

/** @param known The rows that the page shows; `undefined` when that is not known. */
export function createShownList(
  frame: DeskFrame,
  known: readonly DeskLine[] | undefined,
): ShownList {
  let shown = known?.map((line) => rowOf(frame, line))
  const parts = new Map<string, string>()

  function partWhenChanged(id: string, content: unknown): string {
    const html = String(content)
    if (parts.get(id) === html) return ''
    parts.set(id, html)
    return partOf(id, html)
  }

  return {
    update(frame, lines, notices) {
      const before = shown
      const rows = lines.rows.map((line) => rowOf(frame, line))
      shown = rows
      const lists = { ...lines, ...notices }
      return [
        partWhenChanged('views', <Views frame={frame} lists={lines} />),
        before && isSameOrder(before, rows)
          ? drawChanged(frame, before, rows)
          : partOf('case-rows', String(<CaseRows frame={frame} lists={lines} />)),
        partWhenChanged(
          'emergencies',
          <EmergencyStrip {...frame} emergencies={notices.emergencies} />,
        ),
        partWhenChanged('alarms', <DeskAlarms frame={frame} lists={lists} />),
      ].join('')
    },
  }
}

function partOf(id: string, html: string, swap?: 'outerMorph'): string {
  return String(
    <Part id={id} swap={swap}>
      {raw(html)}
    </Part>,
  )
}

function rowOf(frame: DeskFrame, line: DeskLine): ShownRow {
  return { line, agent: agentOf(frame, line.case) }
}

function isSameOrder(a: readonly ShownRow[], b: readonly ShownRow[]): boolean {
  return a.length === b.length && a.every(({ line }, at) => line.case.id === b[at]?.line.case.id)
}

/** Each row by itself, so that one message moves one row of hundreds over the line. */
function drawChanged(
  frame: DeskFrame,
  before: readonly ShownRow[],
  rows: readonly ShownRow[],
): string {
  return rows
    .filter((row, at) => !isSameRow(row, before[at]))
    .map(({ line }) => partOf(rowId(line.case.id), drawRow(frame, line), 'outerMorph'))
    .join('')
}

/** Lines that are the same object need no look inside. */
function isSameRow(row: ShownRow, before: ShownRow | undefined): boolean {
  if (row.agent !== before?.agent) return false
  return row.line === before?.line || isDeepStrictEqual(row.line, before?.line)
}
