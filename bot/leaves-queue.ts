const CHINESE =
  /^(?:那|哦|好吧|好的)?[,，。 ]*(?:(?:还是|還是)?算了(?:吧)?[,，。 ]*)?(?:我)?(?:(?:先|也|就)?(?:不用|不必|不需要|不要|唔使)(?:人工|真人|客服|同事|转人工|轉人工|等)?(?:了|啦|咯)|不等了|唔等喇|(?:不用|不|取消)(?:转|轉)人工(?:了)?|(?:已经|已經|我)?(?:自己)?(?:解决|解決|搞定|弄好)了|没事了|沒事了|(?:还是|還是)?(?:让|讓)?机器人(?:来|回答)?(?:吧)?)[,，。!！~ ]*(?:谢谢|謝謝|多谢|多謝)?(?:我)?(?:再|自己)?(?:找找|看看)?[。.!！~]*$/u

const ENGLISH =
  /^(?:ok(?:ay)?[,.]? |actually[,.]? |oh[,.]? )?(?:never ?mind|nvm|no need(?: any ?more)?|forget (?:it|about it)|(?:it'?s |i'?m )?(?:all )?(?:fine|good|sorted|solved|ok(?:ay)?) now|(?:it'?s )?(?:sorted|solved)|i (?:don'?t|do not) (?:need|want)(?: to wait(?: for)?)?(?: an?| the)?(?: agent| person| human| colleague)?(?: any ?more)?|back to the bot(?: please)?)[,.! ]*(?:thanks|thank you)?[.! ]*$/u

/**
 * Whether somebody who waits for a person says in words what the button says: that they wait no
 * longer. Only where the message says nothing else, since who is taken out of the queue has lost
 * their place in it.
 *
 * @param folded The folded message.
 */
export function leavesQueue(folded: string): boolean {
  return CHINESE.test(folded) || ENGLISH.test(folded)
}
