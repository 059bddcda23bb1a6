import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openKnowledge } from '../../knowledge/index.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { readCommand } from '../command.js'
import { contentAtRef } from './content-at-ref.js'
import { type GateDeps, runGate } from './run-gate.js'

const { signal } = new AbortController()

const article = (id: string, title: string, body: string, question: string) => `---
id: ${id}
title: ${title}
lang: zh-Hans
category: help
service: after-sales
audience: customer
state: published
owner: chen.chen
reviewBy: 2027-06-30
questions:
  - ${question}
---

${body}
`

const refund = (days: number) =>
  article('refund', '退款多久到账', `退款 ${days} 个工作日内到账。`, '退款要几天')

let folder = ''
let content = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kefu-gate-test-'))
  content = join(folder, 'shop', 'content')
  await write('articles/help/refund.md', refund(3))
  await write(
    'articles/help/invoice.md',
    article('invoice', '发票', '在订单页申请。', '发票怎么开'),
  )
  await write(
    'answer-tests/shop.jsonl',
    '{"question": "退款要几天", "lang": "zh-Hans", "articles": ["refund"], "facts": [["3 个工作日"]]}\n',
  )
  await write(
    'handbook/labelled-questions.jsonl',
    '{"text": "发票怎么开", "lang": "zh-Hans", "gold": ["invoice"]}\n',
  )
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '--message=content')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(name: string, text: string): Promise<void> {
  const file = join(content, name)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

function git(...args: readonly string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org']
  return execFileSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' })
}

/** Searched by words: what is asked here is asked word for word. */
const openGate: GateDeps['openGate'] = ({ contentFolder, dataFolder }) =>
  openKnowledge(
    {
      ...{ contentFolder, dataFolder, embedder: null, clock: fixedClock() },
      log: silentLog,
      watch: false,
    },
    signal,
  )

async function gate(...more: readonly string[]) {
  const printed: string[] = []
  const command = readCommand(['gate', '--base', 'main', '--content', content, ...more])
  const deps: GateDeps = {
    openGate,
    progress: () => () => {},
    print: (text) => printed.push(text),
    today: fixedClock().now(),
  }
  const passes = await runGate(command, deps, signal)
  return { passes, printed: printed.join('\n') }
}

describe('the gate', () => {
  test('lets content pass that is as it was', async () => {
    const { passes, printed } = await gate()

    expect(passes).toBe(true)
    expect(printed).toContain('Gate against main: no article differs')
    expect(printed).toContain('Answer tests: 1 of 1 hold.')
  })

  test('stops a change that breaks an answer test, and shows both answers', async () => {
    await write('articles/help/refund.md', refund(7))

    const { passes, printed } = await gate()

    expect(passes).toBe(false)
    expect(printed).toMatch(/worse +退款要几天 {2}\(answer-tests\/shop\.jsonl:1\)/)
    expect(printed).toContain('does not say "3 个工作日"')
    expect(printed).toContain('before: refund: 退款 3 个工作日内到账。')
    expect(printed).toContain('after:  refund: 退款 7 个工作日内到账。')
  })

  test('tells what became of labelled questions, and writes all of it as JSON', async () => {
    await rm(join(content, 'articles/help/invoice.md'))
    await write(
      'handbook/labelled-questions.jsonl',
      '{"text": "发票怎么开", "lang": "zh-Hans", "gold": []}',
    )
    const out = join(folder, 'gate.json')

    const { passes } = await gate('--json', out)

    expect(passes).toBe(true)
    expect(JSON.parse(await readFile(out, 'utf8'))).toMatchObject({
      base: 'main',
      changed: ['invoice'],
      passes: true,
      questions: [{ verdict: 'better', before: { kind: 'answer' }, after: { kind: 'hand-over' } }],
    })
  })

  test('does not pass tests that it cannot read', async () => {
    await write('answer-tests/more.jsonl', '{"question": "?"}')

    const { passes, printed } = await gate()

    expect(passes).toBe(false)
    expect(printed).toContain('answer-tests/more.jsonl:1')
  })

  test('leaves the checkout and what is staged as they are', async () => {
    await write('articles/help/refund.md', refund(7))
    git('add', '.')
    await write('articles/help/new.md', 'not staged')
    const before = git('status', '--porcelain')

    await contentAtRef(content, 'HEAD', join(folder, 'old'), signal)

    expect(git('status', '--porcelain', '--', 'shop')).toBe(before)
    expect(await readFile(join(folder, 'old/content/articles/help/refund.md'), 'utf8')).toBe(
      refund(3),
    )
  })
})

describe('what can be mended is said in a sentence', () => {
  test('an unknown ref', async () => {
    await expect(contentAtRef(content, 'nowhere', join(folder, 'old'), signal)).rejects.toThrow(
      'git knows no "nowhere" here. Name a branch, tag or commit',
    )
  })

  test('a ref that is an option', async () => {
    await expect(contentAtRef(content, '--all', join(folder, 'old'), signal)).rejects.toThrow(
      'git knows no "--all" here',
    )
  })

  test('a folder that is in no checkout', async () => {
    const outside = await mkdtemp(join(tmpdir(), 'kefu-gate-outside-'))

    await expect(contentAtRef(outside, 'main', join(outside, 'old'), signal)).rejects.toThrow(
      'is not in a git checkout',
    )
    await rm(outside, { recursive: true })
  })

  test('a folder that is not there', async () => {
    await expect(
      contentAtRef(join(folder, 'gone'), 'main', join(folder, 'old'), signal),
    ).rejects.toThrow('git or the folder is not there')
  })

  test('a folder that the ref does not have', async () => {
    const fresh = join(folder, 'fresh')
    await mkdir(fresh)

    await expect(contentAtRef(fresh, 'main', join(folder, 'old'), signal)).rejects.toThrow(
      'There is no folder fresh at main',
    )
  })

  test('no ref at all', async () => {
    await expect(runGate(readCommand(['gate']), {} as GateDeps, signal)).rejects.toThrow(
      'Name one: npm run evals -- gate --base main',
    )
  })
})
