import type { Label } from '../../knowledge/index.js'
import type { UsedLabel } from './derive-labels.js'

/**
 * Makes a fair sample of what use has shown.
 *
 * A right answer needs one thumb to become a label; a wrong one only does once somebody finds the
 * right article. Learned as they come, right answers would seem far more frequent than they are. So
 * of the answers known to be right only as many say how often an article answers as the judged ones
 * allow; the rest, like choices and what agents put into replies, say only which article does.
 *
 * @param labels Newest first.
 * @param judged How many of the bot's answers were judged right and wrong.
 */
export function balanceLabels(
  labels: readonly UsedLabel[],
  judged: { readonly right: number; readonly wrong: number },
): readonly Label[] {
  const wrong = labels.filter(({ answeredRight }) => answeredRight === false).length
  let room = judged.wrong === 0 ? 0 : Math.floor((wrong * judged.right) / judged.wrong)
  return labels.map(({ text, language, gold, trust, answeredRight }) => {
    const isFair =
      answeredRight === null ? trust === 'correction' : answeredRight ? room-- > 0 : true
    return { text, language, gold, ...(!isFair && { teaches: 'which' }) }
  })
}
