import { CHEN, LIN } from '../tests/open-test-desk.js'
import { openTestPages } from './open-test-pages.js'

/** A waiting case, and the browsers of two agents. */
export async function openWaiting(words = '我要投诉') {
  const pages = await openTestPages()
  const id = await pages.openCase(words)
  const [chen, lin] = [await pages.browser(CHEN), await pages.browser(LIN)]
  return { ...pages, id, chen, lin, path: `/desk/cases/${id}` }
}

/** The same case, taken by Chen. */
export async function openTaken() {
  const pages = await openWaiting()
  await pages.cases.take(pages.id, CHEN)
  return pages
}
