import type { Replies } from '../../handoff/index.js'
import { widgetWords } from '../widget/widget-words.js'
import type { ChannelWords } from './chat-deps.js'

/** The channel speaks with the shop's replies. */
export function channelWords(replies: () => Replies): ChannelWords {
  return {
    botName: (language) => widgetWords(language)('bot-name'),
    say: (situation, language, variables) => replies().say(situation, language, variables, 0),
  }
}
