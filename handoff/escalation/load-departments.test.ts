import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { loadDepartments } from './load-departments.js'

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url))

describe('departments', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'departments-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  const problems = async (yaml: string) => {
    const file = join(folder, 'departments.md')
    await writeFile(file, `---\n${yaml}\n---\n`)
    return loadDepartments(file).then(() => 'none', reasonOf)
  }

  test('of the shop answer for folders of articles that there are', async () => {
    const folders = await readdir(join(CONTENT, 'articles'))

    const departments = await loadDepartments(join(CONTENT, 'handbook', 'departments.md'))

    expect(departments.map(({ id }) => id)).toEqual(['logistics', 'finance', 'after-sales'])
    expect(folders).toEqual(expect.arrayContaining(departments.flatMap((d) => d.categories)))
  })

  test('do not share a category', async () => {
    const titles = 'title: { zh-Hans: 甲, zh-Hant: 甲, en: A }'
    const yaml = `departments:\n  a: { ${titles}, categories: [x] }\n  b:\n    ${titles}\n    categories: [x]\nsource: [Y5]`

    expect(await problems(yaml)).toContain(
      'departments.md:6 Front matter: departments.b.categories.0: x belongs to a already',
    )
  })

  test('have a name in each language', async () => {
    const yaml = 'departments:\n  a: { title: { en: A }, categories: [x] }\nsource: [Y5]'

    expect(await problems(yaml)).toContain(
      'departments.md:3 Front matter: departments.a.title.zh-Hans',
    )
  })
})
