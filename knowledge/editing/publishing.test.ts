import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openTestEditing, QIAN } from './open-test-editing.js'

const FILE = 'refunds/refund-time.md'

describe('a content folder that is a git checkout', () => {
  test('gets one commit of one file, by its author, published by the second person', async () => {
    await using room = await openTestEditing({ git: true })
    await writeFile(join(room.contentFolder, 'articles', 'refunds', 'refund-old.md'), 'other work')
    room.git('add', '.')

    await room.publish('退款 9 天到账。')

    expect(room.git('log', '-1', '--format=%an <%ae>|%cn|%s').trim()).toBe(
      '赵明 <zhao.ming@kefu.invalid>|钱丽|content: Publish refund-time',
    )
    expect(room.git('show', '--format=', '--name-only', 'HEAD').trim()).toBe(
      'articles/refunds/refund-time.md',
    )
    expect(room.git('status', '--porcelain').trim()).toBe('M  articles/refunds/refund-old.md')
    expect(room.git('log', '-1', '--format=%b')).toContain('Reviewed-by: 钱丽 (qian.li)')
  })

  test('in the middle of a merge is left alone, with a sentence', async () => {
    await using room = await openTestEditing({ git: true })
    const before = await room.read(FILE)
    await writeFile(join(room.contentFolder, '.git', 'MERGE_HEAD'), room.git('rev-parse', 'HEAD'))

    const refused = await room.publish('退款 9 天到账。')

    expect(refused.status).toBe(409)
    expect(refused.html).toContain('in the middle of a merge')
    expect(await room.read(FILE)).toBe(before)
    expect(await room.editing.drafts()).toHaveLength(1)
  })

  test('whose hook refuses keeps file and index as they were, and its words are shown', async () => {
    await using room = await openTestEditing({ git: true })
    const hook = join(room.contentFolder, '.git', 'hooks', 'pre-commit')
    await mkdir(join(hook, '..'), { recursive: true })
    await writeFile(hook, '#!/bin/sh\necho "Spelling: 到帐" >&2\nexit 1\n')
    await chmod(hook, 0o755)
    const before = await room.read(FILE)

    const refused = await room.publish('退款 9 天到账。')
    const { location } = await room.post('/knowledge/articles/new', {
      title: '积分会过期吗',
      category: 'points',
      questions: '积分多久过期',
      body: '积分一年后过期。',
    })
    const path = location ?? ''
    await room.write(path, { step: 'submit' })
    await room.post(`${path}/publish`, { revision: await room.revisionOf(path) }, QIAN)

    expect(refused.html).toContain('git refused the commit')
    expect(refused.html).toContain('Spelling: 到帐')
    expect(await room.read(FILE)).toBe(before)
    expect(room.git('status', '--porcelain').trim()).toBe('')
    expect(room.knowledge.article('ji-fen-hui-guo-qi-ma')).toBeUndefined()
  })

  test('shows its history, and brings an earlier text back at once', async () => {
    await using room = await openTestEditing({ git: true })
    const first = await room.read(FILE)
    await room.publish('退款 9 天到账。')

    const page = await room.get('/knowledge/articles/refund-time?lang=en')
    const version = /name="version" value="(\w+)"/.exec(page.html)?.[1] ?? ''
    const past = await room.get(`/knowledge/articles/refund-time?lang=en&version=${version}`)
    const undone = await room.post('/knowledge/articles/refund-time/restore', { version }, QIAN)

    expect(page.html).toContain('From the git history')
    expect(past.html).toMatch(/<td class="ins">.*9/)
    expect(past.html).toMatch(/Earlier version, \w+ \d+, \d{4}/)
    expect(past.html).toMatch(new RegExp(`version=${version}#past" aria-current="true"`))
    expect(undone.location).toContain('done=undone')
    expect(await room.read(FILE)).toBe(first)
    expect(room.git('log', '-1', '--format=%an|%s').trim()).toBe('钱丽|content: Undo refund-time')
  })
})

test('a long history says where it ends', async () => {
  await using room = await openTestEditing({ git: true })
  const file = join(room.contentFolder, 'articles', FILE)
  const text = await room.read(FILE)
  for (let i = 1; i <= 50; i++) {
    await writeFile(file, `${text}${i}\n`)
    room.git('commit', '--quiet', '-am', `revision ${i}`)
  }
  await room.knowledge.readAgain()

  const { html } = await room.get('/knowledge/articles/refund-time?lang=en')

  expect(html).toContain('Only the newest 50 are shown here.')
  expect(html).toContain('revision 50')
  expect(html).toContain('revision 1<')
  expect(html).not.toContain('first<')
})

describe('without git', () => {
  test('versions are kept here, that from before included, and undo goes both ways', async () => {
    await using room = await openTestEditing()
    const first = await room.read(FILE)
    await room.publish('退款 9 天到账。')
    const second = await room.read(FILE)
    const undo = async () => {
      const { html } = await room.get('/knowledge/articles/refund-time?lang=en')
      const version = /name="version" value="(\w+)"/.exec(html)?.[1] ?? ''
      await room.post('/knowledge/articles/refund-time/restore', { version })
      return html
    }

    const page = await undo()
    const afterUndo = await room.read(FILE)
    await undo()

    expect(page).toContain('The content folder is no git checkout')
    expect(page).toContain('Was there before')
    expect(afterUndo).toBe(first)
    expect(await room.read(FILE)).toBe(second)
  })

  test('a file that cannot be written is told, and the change stays', async () => {
    await using room = await openTestEditing()
    const folder = join(room.contentFolder, 'articles', 'refunds')
    const before = await room.read(FILE)
    const { location } = await room.post('/knowledge/articles/new', {
      ...{ title: '积分会过期吗', category: 'points' },
      ...{ questions: '积分多久过期', body: '积分一年后过期。' },
    })
    const path = location ?? ''
    await room.write(path, { step: 'submit' })
    // Also for a user who may write everywhere: what should be its folder is a file.
    await room.store.db
      .updateTable('article_draft')
      .set({ file: `${FILE}/points.md` })
      .execute()
    const revision = await room.revisionOf(path)

    const refused = await room.post(`${path}/publish?lang=en`, { revision }, QIAN)

    expect(refused.status).toBe(409)
    expect(refused.html).toContain('Nothing was published: the file cannot be written')
    expect(await room.read(FILE)).toBe(before)
    expect(await readdir(folder)).not.toContainEqual(expect.stringMatching(/\.tmp$/))
    expect(await room.editing.drafts()).toHaveLength(1)
  })
})
