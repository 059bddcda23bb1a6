import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { CHEN } from '../tests/open-test-desk.js'
import { openTestHandbook, WANG, ZHAO } from './open-test-handbook.js'

const TRY = '/handbook/rules/failed-twice/try'

async function ruleText({ folder }: { readonly folder: string }) {
  return readFile(join(folder, 'failed-twice.md'), 'utf8')
}

describe('the page of the rules', () => {
  test.each([
    [
      'en',
      'The bot could not help twice in a row',
      'Any of these holds:',
      '机器人连续两次没找到答案',
    ],
    ['zh-CN', '机器人连续两次没帮上忙', '以下任何一项成立：', '机器人连续两次没找到答案'],
    ['zh-TW', '機器人連續兩次沒幫上忙', '以下任何一項成立：', '機器人連續兩次沒找到答案'],
  ])('reads in %s what a rule says and why', async (language, title, when, why) => {
    await using handbook = await openTestHandbook()
    const page = await (await handbook.browser(CHEN, language)).get('/handbook')

    const html = await page.text()

    expect(page.status).toBe(200)
    for (const words of [title, when, why, 'P2.1 · Y4']) expect(html).toContain(words)
  })

  test('counts how often each rule fired', async () => {
    await using handbook = await openTestHandbook()
    await handbook.turn('还是不对', { failures: 2 })
    await handbook.turn('又问一遍', { repeats: 2 })

    const html = await (await (await handbook.browser(CHEN)).get('/handbook')).text()

    const row = html.split('<tr>').find((each) => each.includes('#rule-failed-twice')) ?? ''
    const cells = [...row.matchAll(/<td class="number"[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell)
    // Order, 7 days, 30 days, solved, given back, with a person, waiting, mean score.
    expect(cells.slice(0, 7)).toEqual(['40', '2', '2', '0', '0', '0', '2'])
  })

  test('is not for editors, nor for those who are not signed in', async () => {
    await using handbook = await openTestHandbook()

    expect((await (await handbook.browser(ZHAO)).get('/handbook')).status).toBe(403)
    expect((await handbook.app.request('/handbook')).status).toBe(401)
  })

  test('offers an edit to supervisors only', async () => {
    await using handbook = await openTestHandbook()
    const [wang, chen] = [await handbook.browser(WANG), await handbook.browser(CHEN)]

    expect(await (await wang.get('/handbook')).text()).toContain(TRY)
    expect(await (await chen.get('/handbook')).text()).not.toContain(TRY)
    expect((await chen.get(TRY)).status).toBe(403)
    expect((await chen.post(TRY, { text: '' })).status).toBe(403)
  })
})

describe('trying an edit of a rule', () => {
  test('begins with the file as it is', async () => {
    await using handbook = await openTestHandbook()

    const html = await (await (await handbook.browser(WANG)).get(TRY)).text()

    expect(html).toContain('{ failures: 2 }')
  })

  test('shows which turns would change, masked, with a link to the case; nothing is saved', async () => {
    await using handbook = await openTestHandbook()
    const text = await ruleText(handbook)
    await handbook.turn('我电话13812345678，怎么还不退款', { failures: 1, decision: 'answer' })
    const opened = await handbook.turn('还是不对', { failures: 2 })
    const events = await handbook.store.lastNumber()
    const wang = await handbook.browser(WANG)

    const wider = text
      .replace('{ failures: 2 }', '{ failures: 1 }')
      .replace('urgency: normal', 'urgency: urgent')
      .replaceAll('| | failures: 1, decision: ask-back |\n', '')
      .replaceAll('| | failures: 1, repeats: 1, decision: answer |\n', '')
    const html = await (await wang.post(TRY, { text: wider })).text()

    expect(html).toContain('2 turns were replayed.')
    expect(html).toContain('Newly handed over')
    expect(html).toContain('我电话•••，怎么还不退款')
    expect(html).not.toContain('13812345678')
    expect(html).toContain('Another urgency')
    expect(html).toContain(`/desk/cases/${opened}`)
    expect(await ruleText(handbook)).toBe(text)
    expect(await handbook.store.lastNumber()).toBe(events)
  })

  test('says that nothing changes when nothing was edited', async () => {
    await using handbook = await openTestHandbook()
    await handbook.turn('还是不对', { failures: 2 })
    const wang = await handbook.browser(WANG)

    const html = await (await wang.post(TRY, { text: await ruleText(handbook) })).text()

    expect(html).toContain('Not one of them would change.')
  })

  test('keeps a text that a start would refuse, and says why with its line', async () => {
    await using handbook = await openTestHandbook()
    const wang = await handbook.browser(WANG)
    const text = (await ruleText(handbook)).replace('{ failures: 2 }', '{ failures: <b>many</b> }')

    const page = await wang.post(TRY, { text })

    const html = await page.text()
    expect(page.status).toBe(422)
    expect(html).toMatch(/failed-twice\.md:\d+ Front matter/)
    expect(html).toContain('&lt;b&gt;many')
    expect(html).not.toContain('<b>many')
  })

  test('names examples in words that are not so', async () => {
    await using handbook = await openTestHandbook()
    const wang = await handbook.browser(WANG)
    const text = (await ruleText(handbook)).replace('| failures: 3', '| failures: 1')

    const html = await (await wang.post(TRY, { text })).text()

    expect(html).toContain('these of its examples are not so')
    expect(html).toContain('还是不对')
  })

  test('of a rule that there is not says so', async () => {
    await using handbook = await openTestHandbook()
    const wang = await handbook.browser(WANG)

    expect((await wang.get('/handbook/rules/nothing/try')).status).toBe(404)
    expect((await wang.get('/handbook/rules/..%2Fservice/try')).status).toBe(404)
  })
})
