import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../platform/clock.js'
import { hasBrowser, openBrowser } from '../../platform/testing/open-browser.js'
import { beginCheckout } from './begin-checkout.js'
import { enterChat } from './enter-chat.js'
import { startTestService } from './start-test-service.js'

/** What no article of the sample shop answers: engraving. */
const ASKED = [
  ...['杯子上可以刻名字吗', '可以在杯子上刻名字吗', '能不能帮我在杯子上刻名字', '杯子刻名字怎么弄'],
  ...[
    '想在杯子上刻名字，可以吗',
    '你们能刻字吗',
    '保温杯刻字要多少钱',
    '刻字服务有没有',
    '我要刻字',
  ],
  ...['想刻一行字在钢笔上', '可以刻logo吗', '送人的，能刻对方名字吗', '刻字要等几天', '刻字收费吗'],
  ...['能刻英文吗', '刻中文名字可以吗', '定制刻字怎么下单', '杯身能刻一句话吗', '生日礼物想刻字'],
  ...[
    '刻字最多几个字',
    '可以帮忙激光刻字吗',
    '名字刻错了怎么算',
    '刻字的字体能选吗',
    '水杯能刻字不',
  ],
  ...[
    '手表背面可以刻字吗',
    '刻字服务在哪里选',
    '刻个名字多少钱',
    '能在盒子上刻字吗',
    '笔上刻名字要多久',
  ],
  '刻字加急可以吗',
]

const ARTICLE = `水杯、钢笔和手表都能刻字，每件 20 元，最多 12 个字，中英文都可以。

## 怎么下单

在商品页选“刻字”，写下要刻的内容。刻字需要 2 天，之后发货。

## 刻错了

和您写的不一样，我们免费重做。
`

test.runIf(hasBrowser())(
  'thirty customers ask in vain, an article is written from them, and the next one is answered',
  async ({ annotate }) => {
    await using service = await startTestService({ ownContent: true, quiet: 100 })
    const git = beginCheckout(service.contentFolder)
    await using browser = await openBrowser()
    const enter = async (role: 'editor' | 'supervisor'): Promise<Page> => {
      const page = await (await browser.visitor()).newPage()
      await page.goto(`${service.url}${service.signIn[role]}`)
      return page
    }
    const [editor, supervisor] = [await enter('editor'), await enter('supervisor')]
    const press = (page: Page, name: string) =>
      page.getByRole('button', { name, exact: true }).click()

    for (const text of ASKED) {
      using customer = await enterChat(service.url)
      await customer.ask(text)
    }
    const group = editor.locator('tbody tr').filter({ hasText: /刻/ }).first()
    const appears = async () => {
      await editor.goto(`${service.url}/knowledge/gaps?lang=zh-Hans`)
      return group.count()
    }
    await expect.poll(appears, { interval: SECOND, timeout: 2 * MINUTE }).toBe(1)
    await group.locator('a').first().click()
    await editor.locator('input[name=title]').fill('刻字服务')
    await press(editor, '开始写')
    await editor.waitForURL(/\/knowledge\/drafts\//)
    const stored = (await editor.locator('#questions').inputValue()).split('\n')
    await editor.locator('#body').fill(ARTICLE)
    await press(editor, '保存并提交审核')
    await editor.locator('.notice.ok').waitFor()
    const draft = `${editor.url().split('?')[0]}?lang=zh-Hans`

    await supervisor.goto(draft)
    const effectLink = supervisor.locator('a[href*="/knowledge/effect"]').last()
    await supervisor.goto(`${service.url}${await effectLink.getAttribute('href')}`)
    await supervisor.locator('.effect').waitFor({ timeout: 2 * MINUTE })
    const effect = (await supervisor.locator('.effect').textContent()) ?? ''
    await supervisor.goto(draft)
    await press(supervisor, '发布')
    await supervisor.locator('.notice.ok').waitFor()
    const published = performance.now()
    const isAnswered = async () => {
      using customer = await enterChat(service.url)
      return (await customer.ask('水杯上刻字多少钱')).text?.includes('20 元') ?? false
    }
    await expect.poll(isAnswered, { interval: 20, timeout: MINUTE }).toBe(true)
    await annotate(
      `answered ${Math.round(performance.now() - published)} ms after it was published`,
    )

    expect(stored.length).toBeGreaterThan(3)
    const [, gained] = effect.match(/答得上了 (\d+)/) ?? []
    expect(Number(gained), effect).toBeGreaterThanOrEqual(20)
    expect(effect).toContain('水杯、钢笔和手表都能刻字')
    expect(git('log', '--format=%an, %cn', '-1').trim()).toBe('赵明, 王佳')
  },
  6 * MINUTE,
)
