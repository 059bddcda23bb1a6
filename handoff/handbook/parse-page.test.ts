import { describe, expect, test } from 'vitest'
import { parsePage } from './parse-page.js'

const PAGE = `---
id: anger
---

What counts.

## zh

### Examples

- 你们是不是有病 f**k
- a line
  and its second line

### Words

| words | effect |
|---|---|
| \`tmd\`, 垃圾 | fires |

## en
`

describe('parsing a page', () => {
  const page = parsePage('anger.md', PAGE)

  test('keeps front matter and introduction apart from the sections', () => {
    expect(page).toMatchObject({ file: 'anger.md', yaml: 'id: anger', intro: 'What counts.' })
  })

  test('nests sections by the depth of their headings', () => {
    expect(page.sections.map(({ title, line }) => ({ title, line }))).toEqual([
      { title: 'zh', line: 7 },
      { title: 'en', line: 21 },
    ])
    expect(page.sections[0]?.sections.map(({ title }) => title)).toEqual(['Examples', 'Words'])
  })

  test('gives items as written, masks and later lines included', () => {
    expect(page.sections[0]?.sections[0]?.items).toEqual([
      { text: '你们是不是有病 f**k', line: 11 },
      { text: 'a line\nand its second line', line: 12 },
    ])
  })

  test('gives the rows of a table without its header', () => {
    expect(page.sections[0]?.sections[1]?.rows).toEqual([
      { cells: ['`tmd`, 垃圾', 'fires'], line: 19 },
    ])
  })

  test('reads an empty file as a page without sections', () => {
    expect(parsePage('a.md', '')).toEqual({
      ...{ file: 'a.md', yaml: '', data: null, intro: '' },
      sections: [],
    })
  })

  test('has no data of front matter that is not YAML', () => {
    const page = parsePage('a.md', '---\nid: [\n---\n')

    expect(page.yaml).toBe('id: [')
    expect(page).not.toHaveProperty('data')
  })
})
