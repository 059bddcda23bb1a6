import type { Replies } from '../../../handoff/index.js'
import type { Language } from '../../../platform/language.js'
import { channelWords } from '../channel-words.js'
import type { ChannelWords } from '../chat-deps.js'

/** What the channel says by itself, in the shop's words. */
export interface TeamsWords extends ChannelWords {
  /** To whoever has just put the service into their Teams: who it is, and how words are used. */
  welcome(language: Language): string
}

export function teamsWords(replies: () => Replies): TeamsWords {
  return {
    ...channelWords(replies),
    welcome: (language) =>
      [
        replies().say('greeting', language, {}, 0),
        replies().say('data-notice', language, {}, 0),
      ].join('\n\n'),
  }
}
