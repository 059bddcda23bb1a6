import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { hasBrowser, openBrowser } from '../../platform/testing/open-browser.js'
import { beginCheckout } from './begin-checkout.js'
import { enterChat } from './enter-chat.js'
import { startTestService } from './start-test-service.js'

const WORDS = {
  'zh-Hans': {
    ...{ begin: '开始写', submit: '保存并提交审核', publish: '发布', edit: '编辑' },
    ...{ undo: '撤销上一次改动', question: '孔明灯能飞多高', title: '孔明灯能飞多高' },
    ...{ first: '孔明灯能飞 300 米。', second: '孔明灯能飞 400 米。' },
  },
  en: {
    ...{ begin: 'Begin', submit: 'Save and send to review', publish: 'Publish', edit: 'Edit' },
    ...{ undo: 'Undo the last change', question: 'How high does a sky lantern fly' },
    title: 'How high does a sky lantern fly',
    ...{ first: 'A sky lantern flies 300 metres.', second: 'A sky lantern flies 400 metres.' },
  },
} as const

/** Both languages share one service: to start one takes longest. */
test.runIf(hasBrowser())(
  'an editor writes, a supervisor publishes, and the next customer is answered from it',
  async ({ annotate }) => {
    await using service = await startTestService({ ownContent: true })
    const git = beginCheckout(service.contentFolder)
    await using browser = await openBrowser()
    async function enter(role: 'editor' | 'supervisor'): Promise<Page> {
      const page = await (await browser.visitor()).newPage()
      await page.goto(`${service.url}${service.signIn[role]}`)
      return page
    }
    const [editor, supervisor] = [await enter('editor'), await enter('supervisor')]

    for (const lang of ['zh-Hans', 'en'] as const) {
      const words = WORDS[lang]
      const press = (page: Page, name: string) =>
        page.getByRole('button', { name, exact: true }).click()
      const publish = async (page: Page) => {
        await supervisor.goto(`${page.url().split('?')[0]}?lang=${lang}`)
        await press(supervisor, words.publish)
        await supervisor.locator('.notice.ok').waitFor()
      }
      const untilAnswered = async (sentence: string) => {
        const from = performance.now()
        const isLive = async () => {
          using customer = await enterChat(service.url, { language: lang })
          return (await customer.ask(words.question)).text?.includes(sentence) ?? false
        }
        await expect.poll(isLive, { interval: 20, timeout: 45 * SECOND }).toBe(true)
        return Math.round(performance.now() - from)
      }

      await editor.goto(`${service.url}/knowledge/articles/new?lang=${lang}`)
      await editor.locator('#title').fill(words.title)
      await editor.locator('#language').selectOption(lang)
      await editor.locator('#category').fill('product-use')
      await editor.locator('#questions').fill(`${words.title}?`)
      await press(editor, words.begin)
      await editor.locator('#body').fill(words.first)
      await press(editor, words.submit)
      await editor.locator('.notice.ok').waitFor()
      await publish(editor)
      const first = await untilAnswered(words.first)

      await press(supervisor, words.edit)
      const other = supervisor.url()
      await editor.goto(`${other.split('?')[0]}?lang=${lang}`)
      await editor.locator('#body').fill(words.second)
      await press(editor, words.submit)
      await editor.locator('.notice.ok').waitFor()
      await publish(editor)
      const second = await untilAnswered(words.second)
      await press(supervisor, words.undo)
      await supervisor.locator('.notice.ok').waitFor()
      await untilAnswered(words.first)
      await annotate(`${lang}: answered ${first} and ${second} ms after it was published`)
    }

    expect(git('log', '--format=%an, %cn', '-6').trim().split('\n')).toEqual([
      '王佳, 王佳',
      '赵明, 王佳',
      '赵明, 王佳',
      '王佳, 王佳',
      '赵明, 王佳',
      '赵明, 王佳',
    ])
    expect(git('status', '--porcelain')).toBe('')
  },
)
