import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** The Chromium on this machine, or the one that `KEFU_CHROMIUM` names. */
export function findChromium(): string | undefined {
  return [process.env['KEFU_CHROMIUM'], ...PLACES].find(
    (path) => path !== undefined && existsSync(path),
  )
}

/**
 * Whether browser tests run here. Without a Chromium they are skipped, and a line says so; on a
 * CI machine that would hide a failure, so there it is an error.
 */
export function hasBrowser(): boolean {
  if (findChromium()) return true
  const sentence =
    'No Chromium was found, so browser tests are skipped. Install it, or set KEFU_CHROMIUM to its path.'
  if (process.env['CI'] === 'true') throw new Error(sentence)
  console.warn(sentence)
  return false
}

// A quiet browser: no updates, no look-ups at start, no shared profile.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface TestBrowser extends AsyncDisposable {
  /** A visitor of its own: own cookies, own storage. */
  visitor(options?: BrowserContextOptions): Promise<BrowserContext>
}

/** @param flags Beside those that every test has. */
export async function openBrowser(flags: readonly string[] = []): Promise<TestBrowser> {
  const executablePath = findChromium()
  if (executablePath === undefined) throw new Error('There is no Chromium; ask hasBrowser first.')
  const profile = mkdtempSync(join(tmpdir(), 'kefu-browser-'))
  const browser = await chromium.launch({
    executablePath,
    headless: true,
    args: [...FLAGS, ...flags],
    env: { ...process.env, HOME: profile },
  })
  return {
    visitor: (options) => browser.newContext(options),
    async [Symbol.asyncDispose]() {
      await browser.close()
      rmSync(profile, { recursive: true, force: true })
    },
  }
}
