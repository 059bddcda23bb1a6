import { BOT, type FakeTeams, type Shown, type ShownActivity, TENANT } from './fake-teams.js'

export interface TeamsPost {
  readonly status: number
  readonly body: unknown
}

/** Someone with Teams, in their chat with the bot, in a group or in a team's channel. */
export function enterTeams(
  teams: FakeTeams,
  service: { readonly url: string },
  options: {
    readonly user?: string
    readonly locale?: string
    readonly scope?: 'personal' | 'groupChat' | 'channel'
    readonly conversation?: string
    readonly tenant?: string
  } = {},
) {
  const { user = 'li', locale = 'zh-CN', scope = 'personal', tenant = TENANT } = options
  const conversation = options.conversation ?? `a:${scope}-${user}`
  const from = { id: `29:${user}`, name: user, aadObjectId: `directory-${user}` }
  let written = 0

  function activity(more: object): Record<string, unknown> {
    written++
    return {
      type: 'message',
      id: `${conversation}-${written}`,
      channelId: 'msteams',
      serviceUrl: teams.url,
      timestamp: new Date().toISOString(),
      from,
      recipient: BOT,
      conversation: { id: conversation, conversationType: scope, tenantId: tenant },
      locale,
      channelData: { tenant: { id: tenant } },
      ...more,
    }
  }

  /** Posts as Teams does; `token` empty for no header. */
  async function post(more: object, token?: string): Promise<TeamsPost> {
    const signed = token ?? (await teams.sign())
    const response = await fetch(`${service.url}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(signed !== '' && { authorization: `Bearer ${signed}` }),
      },
      body: JSON.stringify('raw' in more ? more.raw : activity(more)),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text) }
  }

  const here = (shown: Shown) => shown.conversation === conversation

  return {
    conversation,
    from,
    activity,
    post,
    say: (text: string) => post({ text }),
    /** Writes `@Kefu …`, as one does where others read along. */
    mention: (text: string) =>
      post({
        text: `<at>${BOT.name}</at>&nbsp;${text}`,
        entities: [{ type: 'mention', mentioned: BOT, text: `<at>${BOT.name}</at>` }],
      }),
    install: () => post({ type: 'installationUpdate', action: 'add' }),
    remove: () => post({ type: 'installationUpdate', action: 'remove' }),
    submit: (value: object) => post({ value }),
    thumb: (shown: Pick<Shown, 'id'>, reaction: 'like' | 'dislike') =>
      post({
        type: 'invoke',
        name: 'message/submitAction',
        replyToId: shown.id,
        value: { actionName: 'feedback', actionValue: { reaction, feedback: '{}' } },
      }),
    shown: () => teams.shown.filter(here),
    messages: () => teams.shown.filter((each) => here(each) && each.activity.type === 'message'),
    next: (wanted: (activity: ShownActivity) => boolean, after = 0) =>
      teams.next((each) => here(each) && wanted(each.activity), after),
    /** Writes, and waits for the first message that comes back. */
    async ask(text: string): Promise<Shown> {
      const before = teams.shown.length
      await post({ text })
      return teams.next((each) => here(each) && each.activity.type === 'message', before)
    },
  }
}
