import { describe, expect, test } from 'vitest'
import { makeArticle } from './make-article.js'
import { renderArticle } from './render-article.js'

const render = (body: string) => renderArticle(makeArticle({}, body), 'en').html

describe('drawing an article', () => {
  test('gives headings the anchors that passages name', () => {
    const article = makeArticle({}, '## Bank card\n\nA.\n\n## Bank card\n\nB.')

    const { html, headings } = renderArticle(article, 'en')

    const anchors = article.passages.map(({ headings: path }) => path.at(-1)?.slug)
    expect(headings.map(({ slug }) => slug)).toEqual(anchors)
    expect(html).toContain('<h2 id="bank-card-1">')
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '<iframe src="https://evil.example"></iframe>',
    '![x](https://evil.example/track.png)',
    '![x](//evil.example/track.png)',
    '<a href="x" onclick="alert(1)">x</a>',
  ])('leaves nothing of %s', (body) => {
    expect(render(body)).not.toMatch(/alert|evil|onerror|onclick|iframe|script/)
  })

  test('keeps tables, relative links and pictures', () => {
    const html = render('| a | b |\n|---|---|\n| 1 | 2 |\n\n[c](../c.md) ![d](d.png)')

    expect(html).toContain('<td>1</td>')
    expect(html).toContain('href="../c.md"')
    expect(html).toContain('src="d.png"')
  })

  test('gives pictures of the folder another address, and no other', () => {
    const article = makeArticle({}, '![a](images/a.png) ![b](/b.png)')

    const { html } = renderArticle(article, 'en', undefined, (file) => `/files/${file}`)

    expect(html).toContain('src="/files/images/a.png"')
    expect(html).toContain('src="/b.png"')
  })

  test('writes traditional Chinese for its readers, and leaves links and anchors alone', () => {
    const article = makeArticle({ language: 'zh-Hans' }, '## 软件\n\n[软件](软件.md)里面')

    const { html, headings } = renderArticle(article, 'zh-Hant')

    expect(html).toContain('<h2 id="软件">軟體</h2>')
    expect(html).toContain('軟體</a>裡面')
    expect(headings).toEqual([{ text: '軟體', depth: 2, slug: '软件' }])
  })
})
