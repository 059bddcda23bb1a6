import { type Address, type Channel, NotDelivered, type Outbound } from '../channel.js'
import type { BotFramework } from './bot-framework.js'
import { isServiceUrl } from './service-url.js'
import { messageToTeams } from './teams-activity.js'
import type { TeamsConfig } from './teams-config.js'
import type { TeamsWords } from './teams-words.js'

export interface TeamsChannelDeps {
  readonly framework: BotFramework
  readonly config: TeamsConfig
  readonly words: TeamsWords
}

/** Teams, as something that messages are taken to. */
export function createTeamsChannel({ framework, config, words }: TeamsChannelDeps): Channel {
  /** An address was checked when it came; since then, the settings may have changed. */
  async function post(to: Address, activity: object): Promise<{ readonly id: string }> {
    const reference = to['reference'] as { readonly serviceUrl?: string } | undefined
    const hosts = config.account && config.serviceHosts
    if (!isServiceUrl(reference?.serviceUrl ?? '', hosts)) {
      throw new NotDelivered({ passes: false, detail: 'foreign address' })
    }
    return framework.send(to, activity)
  }

  return {
    id: 'teams',
    send: (to, message: Outbound) => post(to, messageToTeams(message, config.site, words)),
    async typing(to) {
      await post(to, { type: 'typing' })
    },
  }
}
