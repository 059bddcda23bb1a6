import type { Millis } from '../../platform/clock.js'
import { startService } from '../app.js'
import type { TeamsConfig } from '../channel/teams/teams-config.js'
import type { ShopConfig } from '../config.js'
import { openTestFolders, type TestFolders } from './open-test-folders.js'
import { type RunningClock, runningClock } from './running-clock.js'

export type SignInRole = 'agent' | 'supervisor' | 'editor'

export interface TestService extends AsyncDisposable {
  readonly url: string
  /** The service's own; it begins at noon, when people are at work. */
  readonly clock: RunningClock
  readonly dataFolder: string
  readonly contentFolder: string
  /** Paths of the links that the console prints, each good once. */
  readonly signIn: Readonly<Record<SignInRole, string>>
}

export interface TestServiceOptions {
  /** Whether the content is a copy, which the test may change. */
  readonly ownContent?: boolean
  /** How long a customer must be quiet before the bot answers. */
  readonly quiet?: Millis
  /** In the place of new ones; the caller removes them. */
  readonly folders?: TestFolders
  /** In the place of the sample shop. */
  readonly shop?: ShopConfig
  /** Whose pages may embed the chat. */
  readonly chatOrigins?: readonly string[]
  /** The service stands in no Teams without it. */
  readonly teams?: TeamsConfig
}

/** The whole service in this process, on a free port, as `npm start` makes it. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const folders = options.folders ?? (await openTestFolders(options))
  const clock = runningClock()
  const { dataFolder, contentFolder } = folders
  const service = await startService(
    {
      http: { host: '127.0.0.1', port: 0 },
      dataFolder,
      contentFolder,
      embedder: { kind: 'built-in' },
      logLevel: 'silent',
      shop: options.shop ?? { kind: 'sample' },
      chatOrigins: options.chatOrigins ?? [],
      teams: options.teams ?? null,
      bot: { quiet: options.quiet ?? 150 },
    },
    new AbortController().signal,
    clock,
  )
  return {
    url: service.url,
    clock,
    dataFolder,
    contentFolder,
    signIn: signInPaths(service.welcome),
    async [Symbol.asyncDispose]() {
      await service[Symbol.asyncDispose]()
      if (!options.folders) await folders[Symbol.asyncDispose]()
    },
  }
}

/** Finds the sign-in links in what the console says. */
export function signInPaths(welcome: string): Readonly<Record<SignInRole, string>> {
  const pathOf = (role: SignInRole) => {
    const line = welcome.split('\n').find((each) => each.trimStart().startsWith(`${role} `))
    return line?.match(/\/desk\/sign-in\/\S+/)?.[0] ?? `/no-link-for-${role}`
  }
  return { agent: pathOf('agent'), supervisor: pathOf('supervisor'), editor: pathOf('editor') }
}
