import { describe, expect, test } from 'vitest'
import { renderMarkdown } from './render-markdown.js'

describe('a message drawn from markdown', () => {
  test('keeps structure, and opens links in a new tab', () => {
    const html = renderMarkdown(
      '退款 **1–3 天**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[help](/help/x)',
    )

    expect(html).toContain('<strong>1–3 天</strong>')
    expect(html).toContain('<td>2</td>')
    expect(html).toContain('<a href="/help/x" target="_blank" rel="noopener noreferrer">help</a>')
  })

  test('leads a link elsewhere when it is told to', () => {
    const html = renderMarkdown('[a](../a.md) [b](/b)', (url) =>
      url === '../a.md' ? '/help/a' : undefined,
    )

    expect(html).toContain('href="/help/a"')
    expect(html).toContain('href="/b"')
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '![x](https://evil.example/?data)',
    '<style>body{display:none}</style>',
    '<iframe src="https://evil.example"></iframe>',
  ])('has no place for %s', (markdown) => {
    const html = renderMarkdown(markdown)

    expect(html).not.toMatch(/<script|<img|javascript:|<style|<iframe|evil\.example|onerror/)
  })
})
