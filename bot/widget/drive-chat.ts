import type { Frame, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { ConversationId } from '../../handoff/index.js'

/** Opens the chat. */
export const LAUNCHER = '#chat-launcher'
/** Where customers write. */
export const SEND_BOX = '[data-id="webchat-sendbox-input"]'
/** What was said. */
export const TRANSCRIPT = '#chat-body [role="feed"]'

/** Opens the chat on a shop's page, and gives its own page once somebody can write. */
export async function openChat(page: Page): Promise<Frame> {
  await page.click(LAUNCHER)
  const frame = await frameOf(page)
  await frame.waitForSelector(SEND_BOX)
  return frame
}

/** The chat's own page, in the frame on the shop's. */
export async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.waitForSelector('#kefu-chat iframe')).contentFrame()
  if (!frame) throw new Error('The frame has no page.')
  return frame
}

export async function send(frame: Frame, text: string) {
  await frame.fill(SEND_BOX, text)
  await frame.press(SEND_BOX, 'Enter')
}

/** The conversation of the only visitor, once a message of theirs has come. */
export async function conversationOf(shop: {
  chat: { messages: readonly { conversation: ConversationId }[] }
}) {
  await expect.poll(() => shop.chat.messages.length).toBeGreaterThan(0)
  const [first] = shop.chat.messages
  if (first === undefined) throw new Error('There is no message.')
  return first.conversation
}

/** A text among what was said. */
export const shown = (frame: Frame, text: string) =>
  frame.locator(TRANSCRIPT).getByText(text).first()
