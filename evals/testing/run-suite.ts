import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  Asked,
  Excerpt,
  PipelineDeps,
  PlayedTurn,
  SaidTurn,
  SignalDeps,
  Suite,
  SuiteResult,
} from '../suite.js'

/** What the fakes answer, by the words that were asked. */
interface Script {
  readonly found?: Readonly<Record<string, Asked>>
  /** By all texts of the conversation, joined by a slash. */
  readonly played?: Readonly<Record<string, readonly PlayedTurn[]>>
  /** What the article that the label names says; nothing there means no such article. */
  readonly quoted?: Readonly<Record<string, Excerpt>>
  /** What the bot says; nothing there means that it does not answer. */
  readonly answered?: Readonly<Record<string, Excerpt>>
  /** How questions are grouped, by their positions. */
  readonly groups?: readonly (readonly number[])[]
  /** What the bot says in a chat, whatever was said before. */
  readonly chats?: Readonly<Record<string, SaidTurn>>
  /** Ids of the articles that there are. */
  readonly articles?: readonly string[]
}

interface Run {
  readonly result: SuiteResult
  /** The values of a figure by group, without their intervals. */
  values(figure: string): Readonly<Record<string, number | null>>
}

/** Runs a suite on a dataset in a file, with a pipeline that follows a script. */
export async function runSuite(
  suite: Suite,
  lines: readonly object[],
  script: Script,
  header?: object,
): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'kefu-suite-'))
  try {
    const file = join(folder, 'lines.jsonl')
    const objects = header === undefined ? lines : [header, ...lines]
    await writeFile(file, objects.map((object) => JSON.stringify(object)).join('\n'))
    const prepared = await suite.prepare([file])
    const result = await prepared.run(follow(script), () => {}, new AbortController().signal)
    return {
      result,
      values(name) {
        const figure = result.figures.find((candidate) => candidate.name === name)
        if (figure === undefined) throw new Error(`There is no figure ${name}.`)
        return Object.fromEntries(
          Object.entries(figure.values).map(([group, estimate]) => [
            group,
            estimate?.value ?? null,
          ]),
        )
      },
    }
  } finally {
    await rm(folder, { recursive: true })
  }
}

function follow({
  found = {},
  played = {},
  quoted = {},
  answered = {},
  chats = {},
  articles = [],
  groups = [],
}: Script): PipelineDeps & SignalDeps {
  return {
    ask: async (question) => scripted(found, question),
    play: async (texts) => scripted(played, texts.join('/')),
    quote: async (question) => quoted[question] ?? null,
    answer: async (question) => answered[question] ?? null,
    signals: { names: [], strengths: async () => new Map() },
    embed: () => Promise.reject(new Error('The script has no vectors.')),
    chat: () => ({ say: async (text) => scripted(chats, text) }),
    stopwatch: () => 0,
    topicOf: (id) => (articles.includes(id) ? 'topic' : null),
    explain: async () => [],
    hasArticle: (id) => articles.includes(id),
    group: async () => groups,
    detectLanguage: (text) => (/[a-z]/.test(text) ? 'en' : 'zh-Hans'),
  }
}

function scripted<Answer>(answers: Readonly<Record<string, Answer>>, asked: string): Answer {
  const answer = answers[asked]
  if (answer === undefined) throw new Error(`The script has nothing for ${asked}.`)
  return answer
}
