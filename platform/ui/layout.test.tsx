import { expect, test } from 'vitest'
import { ErrorSummary, TextField } from './field.js'
import { Icon } from './icon.js'
import { Page } from './layout.js'

test('a page tells its language and theme, and has no inline script or style', () => {
  const html = String(
    <Page language='zh-Hant' title='標題' theme='dark' styles={['/a.css']} scripts={['/a.js']}>
      <p>內容</p>
    </Page>,
  )

  expect(html).toMatch(/^<!doctype html><html lang="zh-Hant" data-theme="dark">/)
  expect(html).not.toMatch(/<style|style="|<script(?![^>]* src=)/)
})

test('a field is tied to its hint and its error, and the summary leads to it', () => {
  const html = String(
    <form>
      <ErrorSummary language='en' errors={{ name: 'Write a name.' }} />
      <TextField name='name' label='Name' hint='As on your badge' error='Write a name.' />
    </form>,
  )

  expect(html).toContain('aria-describedby="name-hint name-error"')
  expect(html).toContain('aria-invalid="true"')
  expect(html).toContain('href="#name"')
})

test('an icon is silent beside a word, and speaks when it stands alone', () => {
  expect(String(<Icon name='search' />)).toContain('aria-hidden="true"')
  expect(String(<Icon name='search' label='Search' />)).toContain('aria-label="Search"')
  expect(String(<Icon name='search' />)).toContain('<circle cx="11" cy="11" r="8" />')
})
