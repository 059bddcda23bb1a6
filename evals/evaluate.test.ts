import { access, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Command, readCommand } from './command.js'
import { type EvaluateDeps, evaluate, type OpenOptions } from './evaluate.js'
import { reportJson } from './report/report-json.js'
import type { KnowledgeDeps, PipelineDeps, SignalDeps } from './suite.js'
import { scriptedChat } from './testing/scripted-chat.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-evaluate-'))
})
afterEach(() => rm(folder, { recursive: true }))

const TODAY = Date.UTC(2030, 0, 1)
const { signal } = new AbortController()

const knowledge: KnowledgeDeps = {
  ask: async () => ({
    hits: [{ article: { id: 'a' } }],
    probability: 0.5,
    exact: false,
    decision: { kind: 'answer' },
  }),
  hasArticle: () => true,
  topicOf: () => null,
  explain: async () => [],
  detectLanguage: () => 'en',
  group: async () => [],
}
const pipeline: PipelineDeps = {
  ...knowledge,
  play: async (texts) =>
    texts.map(() => ({ decision: 'answer', articles: ['a'], probability: 0.5, rule: null })),
  quote: async () => null,
  answer: async () => null,
  chat: () =>
    scriptedChat(...Array.from({ length: 20 }, () => ({ decision: 'hand-over' }) as const)),
  stopwatch: () => 0,
}

/** Everything means the same, and is a little angry. */
const heard: SignalDeps = {
  signals: { names: ['anger'], strengths: async () => new Map([['anger', 0.4]]) },
  embed: async (texts) => texts.map(() => Float32Array.of(1, 0)),
}

/** Opens fakes, and keeps what was opened and closed. */
function watch() {
  const opened: { what: string; options: OpenOptions }[] = []
  const closed: string[] = []
  const open =
    <Deps>(what: string, deps: Deps) =>
    async (options: OpenOptions) => {
      opened.push({ what, options })
      return { ...deps, [Symbol.asyncDispose]: async () => void closed.push(what) }
    }
  const deps: EvaluateDeps = {
    openKnowledge: open('knowledge', knowledge),
    openPipeline: open('pipeline', pipeline),
    openSignals: open('signals', heard),
    progress: () => () => {},
    today: TODAY,
  }
  return { opened, closed, deps }
}

async function commandFor(name: string, ...lines: readonly object[]): Promise<Command> {
  const dataset = join(folder, 'own.jsonl')
  await writeFile(dataset, lines.map((line) => JSON.stringify(line)).join('\n'))
  return readCommand([name, '--dataset', dataset])
}

const QUESTION = { id: 'q1', text: 'where', gold: ['a'] }

describe('an evaluation', () => {
  test('of articles alone opens no more than the articles', async () => {
    const { opened, closed, deps } = watch()

    const reports = await evaluate(await commandFor('retrieval', QUESTION), deps, signal)

    expect(opened.map(({ what }) => what)).toEqual(['knowledge'])
    expect(closed).toEqual(['knowledge'])
    expect(reports).toMatchObject([
      { suite: 'retrieval', datasets: [{ name: 'own.jsonl', lines: 1 }] },
    ])
  })

  test('of several suites opens the whole bot once for all', async () => {
    const { opened, closed, deps } = watch()

    const reports = await evaluate(
      readCommand(['decision', 'extracts', 'handoff', 'retrieval']),
      deps,
      signal,
    )

    expect(opened.map(({ what }) => what)).toEqual(['pipeline'])
    expect(closed).toEqual(['pipeline'])
    expect(reports.map(({ suite }) => suite)).toEqual([
      'decision',
      'extracts',
      'handoff',
      'retrieval',
    ])
  })

  test('of what customers feel opens their signals, and neither articles nor bot', async () => {
    const { opened, closed, deps } = watch()
    const dialogue = (id: number) => ({
      id: `d${id}`,
      language: 'en',
      turns: [{ from: 'customer', text: `message ${id}` }],
      score: [-2, -1, 0, 1, 2][id % 5],
      reasons: [],
    })
    const lines = Array.from({ length: 10 }, (_, id) => dialogue(id))

    const reports = await evaluate(await commandFor('satisfaction', ...lines), deps, signal)

    expect(opened.map(({ what }) => what)).toEqual(['signals'])
    expect(closed).toEqual(['signals'])
    expect(reports).toMatchObject([
      { suite: 'satisfaction', datasets: [{ name: 'own.jsonl', lines: 10 }] },
    ])
  })

  test('asks at noon of the day on which the questions were written, else today', async () => {
    const { opened, deps } = watch()
    const header = { _about: 'Own.', written: '2026-11-23' }

    await evaluate(await commandFor('retrieval', header, QUESTION), deps, signal)
    await evaluate(await commandFor('retrieval', QUESTION), deps, signal)

    // Noon in Beijing is 4:00 in UTC.
    expect(opened.map(({ options }) => options.now)).toEqual([Date.UTC(2026, 10, 23, 4), TODAY])
  })

  test('throws its data folder away, but keeps the one that was named', async () => {
    const { opened, deps } = watch()
    const command = await commandFor('retrieval', QUESTION)

    await evaluate(command, deps, signal)
    await evaluate({ ...command, data: folder }, deps, signal)

    const [thrownAway, kept] = opened.map(({ options }) => options.dataFolder)
    await expect(access(thrownAway ?? '')).rejects.toThrow('ENOENT')
    expect(kept).toBe(folder)
    expect(await readdir(folder)).toContain('own.jsonl')
  })

  test('gives the same bytes of JSON each time', async () => {
    const { deps } = watch()
    const command = await commandFor('decision', QUESTION, { ...QUESTION, id: 'q2', gold: ['b'] })

    const [one, two] = [
      reportJson(await evaluate(command, deps, signal)),
      reportJson(await evaluate(command, deps, signal)),
    ]

    expect(one).toBe(two)
    expect(JSON.parse(one)).toMatchObject({ totals: { questions: 2 } })
  })
})

describe('a mistake of the caller is told before anything is opened', () => {
  test('a suite that there is not', async () => {
    const { opened, deps } = watch()

    await expect(evaluate(readCommand(['answers']), deps, signal)).rejects.toThrow(
      /^There is no suite "answers"\. The suites are /,
    )
    expect(opened).toEqual([])
  })

  test('a line that is not a question', async () => {
    const { opened, deps } = watch()
    const command = await commandFor('retrieval', { id: 'q1', gold: [] })

    await expect(evaluate(command, deps, signal)).rejects.toThrow(/own\.jsonl:1 "text" must be/)
    expect(opened).toEqual([])
  })

  test('a line of each of two suites, all at once', async () => {
    const { opened, deps } = watch()
    const dataset = join(folder, 'wrong.jsonl')
    await writeFile(dataset, '{"id":"q1"}\n')
    const command = { ...readCommand(['retrieval', 'handoff']), dataset }

    await expect(evaluate(command, deps, signal)).rejects.toThrow(
      /"gold" must be[\s\S]*"rule" must be/,
    )
    expect(opened).toEqual([])
  })

  test('a file that cannot be written', async () => {
    const { opened, deps } = watch()
    const json = join(folder, 'missing', 'out.json')
    const command = await commandFor('retrieval', QUESTION)

    await expect(evaluate({ ...command, json }, deps, signal)).rejects.toThrow(
      /^--json .*out\.json cannot be written, since .*missing is not a folder/,
    )
    expect(opened).toEqual([])
  })
})

test('an evaluation that fails closes what it opened', async () => {
  const { closed, deps } = watch()
  const openKnowledge: EvaluateDeps['openKnowledge'] = async (...args) => ({
    ...(await deps.openKnowledge(...args)),
    ask: async () => {
      throw new Error('The model is gone.')
    },
  })
  const command = await commandFor('retrieval', QUESTION)

  await expect(evaluate(command, { ...deps, openKnowledge }, signal)).rejects.toThrow(
    'The model is gone.',
  )
  expect(closed).toEqual(['knowledge'])
})
