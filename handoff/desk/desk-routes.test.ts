import { describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import type { AgentId } from '../conversation/message.js'
import { CHEN, COMPLAINT, WANG } from '../tests/open-test-desk.js'
import { openTaken, openWaiting } from './open-test-case.js'
import { openTestPages } from './open-test-pages.js'

describe('the desk', () => {
  test('lets agents in, sends strangers to sign in, and is closed to editors', async () => {
    await using pages = await openTestPages()

    const agent = await (await pages.browser(CHEN)).get('/desk')
    const stranger = await pages.app.request('/desk', { headers: { accept: 'text/html' } })
    const editor = await (await pages.browser('agent_zhao00000000' as AgentId)).get('/desk')

    expect(agent.status).toBe(200)
    expect(stranger.headers.get('location')).toContain('/desk/sign-in')
    expect(editor.status).toBe(403)
  })

  test('says of an empty queue what it means and what comes next', async () => {
    await using pages = await openTestPages()

    const html = await (await (await pages.browser(CHEN)).get('/desk')).text()

    expect(html).toContain('Nobody is waiting.')
    expect(html).toContain('New cases appear here by themselves.')
  })

  test('lists what waits, with the number in the title of the window', async () => {
    await using pages = await openWaiting()

    const html = await (await pages.chen.get('/desk?view=queue')).text()

    expect(html).toContain('<title>(1) Desk · Kefu</title>')
    expect(html).toContain(`href="/desk/cases/${pages.id}?view=queue"`)
    expect(html).toContain('1 hr left')
  })

  test('shows who comes back after lunch as available, as customers are told', async () => {
    const clock = fixedClock()
    await using pages = await openTestPages(clock)
    await pages.deps.presence.set(CHEN, 'available', '')
    clock.advance(HOUR)

    const html = await (await (await pages.browser(CHEN)).get('/desk')).text()

    expect(html).toMatch(/id="presence-menu".*?<summary.*?Available.*?<\/summary>/s)
  })

  test('narrows the list by words, and says so when nothing is left', async () => {
    await using pages = await openWaiting()

    const found = await (await pages.chen.get('/desk?view=all&q=投诉')).text()
    const nothing = await (await pages.chen.get('/desk?view=all&q=发票')).text()

    expect(found).toContain(`row-${pages.id}`)
    expect(nothing).toContain('No case contains “发票”')
  })
})

describe('a case', () => {
  test('tells why it came, in words, with the source', async () => {
    await using pages = await openWaiting()

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('投诉由人处理。')
    expect(html).toContain('H2.3')
    expect(html).toContain('The bot replied once')
  })

  test('tells what the bot saw in words, not by the names of files', async () => {
    await using pages = await openTestPages()
    await pages.write('我要投诉')
    const turn = await pages.botTurn('sorry to hear that.')
    const signals = [{ name: 'not-helped', strength: 0.9, cause: '没用' }]
    const readings = [{ said: 'tousu', meant: '投诉' }]
    const trace = { ...turn.trace, signals, readings, rules: ['complaint'] }
    await pages.handOver({ ...turn, trace }, COMPLAINT)
    const [line] = await pages.cases.list({ view: 'queue', agent: CHEN })

    const chen = await pages.browser(CHEN)
    const html = await (await chen.get(`/desk/cases/${line?.case.id}`)).text()

    expect(html).toContain('<dt>Read as</dt><dd>tousu → 投诉</dd>')
    expect(html).toContain('<dd>投诉</dd>')
    expect(html).toContain('Not helped 90%')
    expect(html).not.toContain('not-helped')
  })

  test('still names a rule that the handbook no longer has', async () => {
    await using pages = await openTestPages()
    await pages.write('你好')
    await pages.handOver(await pages.botTurn('bye'), {
      rule: 'forgotten-rule',
      urgency: 'normal',
      category: 'order',
      service: 'in-sales',
      subject: '你好',
    })
    const [line] = await pages.cases.list({ view: 'queue', agent: CHEN })

    const html = await (
      await (await pages.browser(CHEN)).get(`/desk/cases/${line?.case.id}`)
    ).text()

    expect(html).toContain('forgotten-rule')
  })

  test('shows what a customer wrote as text, never as markup', async () => {
    await using pages = await openWaiting('<img src=x onerror=alert(1)> **我要投诉**')

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).not.toContain('<img src=x')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; **我要投诉**')
  })

  test('offers to take it, says that a reply takes it, and lets only who took it reply', async () => {
    await using pages = await openWaiting()
    const before = await (await pages.chen.get(pages.path)).text()
    await pages.cases.take(pages.id, CHEN)

    const mine = await (await pages.chen.get(pages.path)).text()
    const other = await (await pages.lin.get(pages.path)).text()

    expect(before).toContain(`action="${pages.path}/take`)
    expect(before).toContain('Sending takes the case.')
    expect(mine).toContain('id="send-reply"')
    expect(other).not.toContain('id="send-reply"')
    expect(other).toContain('陈晨 has this case')
  })

  test.each([
    '/desk/cases/case_000000000999',
    '/desk/cases/nonsense',
    '/desk/cases/agent_chen00000000',
  ])('%s is not found', async (path) => {
    await using pages = await openTestPages()

    expect((await (await pages.browser(CHEN)).get(path)).status).toBe(404)
  })

  test('shows the survey once it was answered', async () => {
    await using pages = await openTaken()
    await pages.cases.solve(pages.id, CHEN, { category: 'order', cause: 'process', summary: '' })
    const answer = { caseId: pages.id, speed: 5, attitude: 4, solution: 3, words: '慢了点' }
    await pages.answerSurvey(pages.conversation.id, answer)

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('5 / 5')
    expect(html).toContain('慢了点')
  })

  test('can be turned into an article once it is solved, by those who may write one', async () => {
    await using pages = await openTaken()
    const wang = await pages.browser(WANG)
    const shown = async (person: typeof wang) =>
      (await (await person.get(pages.path)).text()).includes(`/knowledge/gaps/cases/${pages.id}`)
    const before = await shown(wang)
    await pages.cases.solve(pages.id, CHEN, { category: 'order', cause: 'process', summary: '' })

    expect([before, await shown(wang), await shown(pages.chen)]).toEqual([false, true, false])
  })

  test('suggests to what was asked since it came, not to how a person was asked for', async () => {
    const clock = fixedClock()
    await using pages = await openTestPages(clock)
    await pages.write('转人工，谢谢')
    clock.advance(1_000)
    await pages.handOver(await pages.botTurn('of course.'), { ...COMPLAINT, subject: '怎么退' })
    const [line] = await pages.cases.list({ view: 'queue', agent: CHEN })
    const chen = await pages.browser(CHEN)
    const suggestions = async () =>
      (await chen.get(`/desk/cases/${line?.case.id}/suggestions`)).text()

    const before = await suggestions()
    await pages.write('运费谁来承担')
    const after = await suggestions()

    expect(before).toContain('data-insert="关于“怎么退”"')
    expect(after).toContain('data-insert="关于“运费谁来承担”"')
  })

  test('that came back with a low score says so, and not why it first came', async () => {
    await using pages = await openTaken()
    await pages.cases.solve(pages.id, CHEN, { category: 'order', cause: 'process', summary: '' })
    const answer = { caseId: pages.id, speed: 5, attitude: 4, solution: 1, words: '' }
    await pages.answerSurvey(pages.conversation.id, answer)

    const html = await (await pages.chen.get(pages.path)).text()

    expect(html).toContain('Low score')
    expect(html).not.toContain('投诉由人处理')
  })

  test('offers passages that go into the reply with one click', async () => {
    await using pages = await openTaken()

    await pages.write('好的')
    await pages.write('2024112345678')
    const html = await (await pages.chen.get(`${pages.path}/suggestions`)).text()

    // Not for 好的 or the number, which ask for nothing.
    expect(html).toContain('data-insert="关于“我要投诉”"')
    expect(html).toContain('84%')
  })

  test('marks a passage that another one contradicts, and no other', async () => {
    await using pages = await openTaken()
    const suggestions = async () => (await pages.chen.get(`${pages.path}/suggestions`)).text()

    const before = await suggestions()
    await pages.write('两个矛盾的期限，哪个对')
    const after = await suggestions()

    expect(before).not.toContain('Contradiction')
    expect(after).toContain('Contradiction: the newer one')
  })
})
