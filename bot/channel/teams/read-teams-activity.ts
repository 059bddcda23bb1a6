import { z } from 'zod'
import type { SentFile, SurveySubmission } from '../../../handoff/index.js'
import { Fault } from '../../../platform/fault.js'
import { isRecord } from '../../../platform/http/read-json.js'
import { type Language, matchLanguage } from '../../../platform/language.js'
import { readSurvey } from '../read-activity.js'

/** Who wrote, and where. */
export interface TeamsPlace {
  readonly user: TeamsUser
  /** The id of the chat or thread at Teams. */
  readonly conversation: string
  /** Others read along in a group or a channel. */
  readonly scope: 'personal' | 'group' | 'channel'
  readonly tenant: string | undefined
  readonly serviceUrl: string
  readonly language: Language | undefined
}

export interface TeamsUser {
  readonly id: string
  /** The id in the tenant's directory. */
  readonly directoryId: string | undefined
  readonly name: string
}

/** What an activity of Teams means to us. Fields that are not here are not looked at. */
export type TeamsIncoming = { readonly place: TeamsPlace } & TeamsDeed

export type TeamsDeed =
  | {
      readonly kind: 'message'
      readonly id: string
      readonly text: string
      readonly files: readonly SentFile[]
    }
  | { readonly kind: 'survey'; readonly answer: SurveySubmission }
  /** A button on a card that only staff see. */
  | { readonly kind: 'staff-card'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'edited'; readonly id: string; readonly text: string }
  | { readonly kind: 'deleted'; readonly id: string }
  /** @see `sentId`: our message, by the id that Teams gave it. */
  | { readonly kind: 'rating'; readonly sentId: string; readonly verdict: 'up' | 'down' }
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'typing' }
  /** Not for us, such as words in a group that do not name us. */
  | { readonly kind: 'other' }

const ACCOUNT = z.object({
  id: z.string().min(1).max(300),
  name: z.string().nullish(),
  aadObjectId: z.string().max(100).nullish(),
})

const ACTIVITY = z.object({
  type: z.string({ error: 'has no type. Set type to "message"' }).min(1),
  id: z.string().max(300).nullish(),
  channelId: z.literal('msteams', { error: 'is of another channel. Send it through Teams' }),
  serviceUrl: z.string({ error: 'has no serviceUrl. Send it through the Bot Framework' }),
  from: ACCOUNT,
  recipient: ACCOUNT,
  conversation: z.object({
    id: z.string().min(1).max(600),
    conversationType: z.string().nullish(),
    tenantId: z.string().nullish(),
  }),
  text: z.string().nullish(),
  name: z.string().nullish(),
  action: z.string().nullish(),
  locale: z.string().nullish(),
  replyToId: z.string().max(300).nullish(),
  value: z.unknown().optional(),
  entities: z.array(z.unknown()).nullish(),
  attachments: z.array(z.unknown()).max(50).nullish(),
  membersAdded: z.array(z.object({ id: z.string() })).nullish(),
  membersRemoved: z.array(z.object({ id: z.string() })).nullish(),
  channelData: z
    .object({
      eventType: z.string().nullish(),
      tenant: z.object({ id: z.string().nullish() }).nullish(),
    })
    .nullish(),
})

type Activity = z.infer<typeof ACTIVITY>

/**
 * Checks an activity as Teams posts it. What it says is to be believed only after its signature.
 *
 * @throws {Fault} `bad-input` with the field that is wrong.
 */
export function readTeamsActivity(body: unknown): TeamsIncoming {
  const parsed = ACTIVITY.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const says = /^(has|is) /.test(issue?.message ?? '') ? issue?.message : undefined
    throw new Fault(
      'bad-input',
      says
        ? `The activity ${says}.`
        : `The activity's field ${issue?.path.join('.')} is wrong. Send it through the Bot Framework.`,
    )
  }
  const activity = parsed.data
  return { place: placeOf(activity), ...deedOf(activity) }
}

function placeOf({ from, conversation, channelData, serviceUrl, locale }: Activity): TeamsPlace {
  const { conversationType } = conversation
  return {
    user: { id: from.id, directoryId: from.aadObjectId ?? undefined, name: from.name ?? '' },
    conversation: conversation.id,
    scope:
      conversationType === 'channel'
        ? 'channel'
        : conversationType === 'groupChat'
          ? 'group'
          : 'personal',
    tenant: conversation.tenantId ?? channelData?.tenant?.id ?? undefined,
    serviceUrl,
    language: matchLanguage(locale),
  }
}

function deedOf(activity: Activity): TeamsDeed {
  switch (activity.type) {
    case 'message':
      return readMessage(activity)
    case 'messageUpdate':
      // Also told when a message is brought back; the words are then the same.
      return { kind: 'edited', id: idOf(activity), text: wordsOf(activity).text }
    case 'messageDelete':
      return { kind: 'deleted', id: idOf(activity) }
    case 'invoke':
      return readInvoke(activity)
    case 'installationUpdate':
      return { kind: activity.action?.startsWith('remove') ? 'removed' : 'installed' }
    case 'conversationUpdate':
      return readMembers(activity)
    case 'typing':
      return { kind: 'typing' }
    default:
      return { kind: 'other' }
  }
}

function readMessage(activity: Activity): TeamsDeed {
  const { value } = activity
  if (isRecord(value)) {
    if (value['kind'] === 'survey') return { kind: 'survey', answer: readSurvey(value) }
    if (value['kind'] === 'case') return { kind: 'staff-card', value }
    if (value['kind'] === 'choice' && typeof value['value'] === 'string') {
      const text = activity.text?.trim() || value['value']
      return { kind: 'message', id: idOf(activity), text, files: [] }
    }
  }
  const { text, isNamed } = wordsOf(activity)
  const isGroup = placeOf(activity).scope !== 'personal'
  if (isGroup && !isNamed) return { kind: 'other' }
  const files = (activity.attachments ?? []).flatMap(readFile)
  if (text === '' && files.length === 0) return { kind: 'other' }
  return { kind: 'message', id: idOf(activity), text, files }
}

const MENTION = z.object({
  type: z.literal('mention'),
  mentioned: z.object({ id: z.string() }),
  text: z.string().nullish(),
})

/** What was written, without our own name, and whether we were named. */
function wordsOf({ text, entities, recipient }: Activity): { text: string; isNamed: boolean } {
  const mentions = (entities ?? []).flatMap((entity) => {
    const parsed = MENTION.safeParse(entity)
    return parsed.success && parsed.data.mentioned.id === recipient.id ? [parsed.data] : []
  })
  let words = text ?? ''
  for (const mention of mentions) if (mention.text) words = words.replaceAll(mention.text, ' ')
  return {
    // No keyboard writes this sign, and some databases refuse it.
    text: withoutEntities(words)
      .replaceAll('\0', '')
      .replace(/[ \t]+/g, ' ')
      .trim(),
    isNamed: mentions.length > 0,
  }
}

/** As Teams writes what has a meaning in HTML, with the ampersand last: it begins the others. */
const ENTITIES = [
  ['&nbsp;', ' '],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&amp;', '&'],
] as const

function withoutEntities(text: string): string {
  return ENTITIES.reduce((read, [entity, sign]) => read.replaceAll(entity, sign), text)
}

const FILE = z.object({
  contentType: z.string().max(200),
  contentUrl: z.string().max(4_000).nullish(),
  name: z.string().max(300).nullish(),
  content: z
    .object({ fileType: z.string().max(40).nullish() })
    .nullish()
    .catch(null),
})

const SHARED_FILE = 'application/vnd.microsoft.teams.file.download.info'

/**
 * A file as a link for staff: to where the customer's tenant keeps it, which asks whoever opens it
 * who they are. The link in `downloadUrl` asks nobody, so it is not kept.
 */
function readFile(attachment: unknown): readonly SentFile[] {
  const parsed = FILE.safeParse(attachment)
  if (!parsed.success) return []
  const { contentType, contentUrl, name, content } = parsed.data
  const isShared = contentType === SHARED_FILE
  // Beside each formatted message comes its own HTML.
  if (!isShared && !/^(image|audio|video)\//.test(contentType)) return []
  if (!contentUrl || !URL.canParse(contentUrl) || new URL(contentUrl).protocol !== 'https:')
    return []
  const type = isShared ? (content?.fileType ?? '') : contentType
  return [{ name: name || type || 'file', type, size: null, url: contentUrl }]
}

const FEEDBACK = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']) }),
})

function readInvoke({ name, value, replyToId }: Activity): TeamsDeed {
  if (name !== 'message/submitAction' || !replyToId) return { kind: 'other' }
  const parsed = FEEDBACK.safeParse(value)
  if (!parsed.success) return { kind: 'other' }
  const verdict = parsed.data.actionValue.reaction === 'like' ? 'up' : 'down'
  return { kind: 'rating', sentId: replyToId, verdict }
}

function readMembers({ membersAdded, membersRemoved, recipient }: Activity): TeamsDeed {
  const isUs = ({ id }: { readonly id: string }) => id === recipient.id
  if (membersAdded?.some(isUs)) return { kind: 'installed' }
  if (membersRemoved?.some(isUs)) return { kind: 'removed' }
  return { kind: 'other' }
}

/** @throws {Fault} `bad-input`: without an id it cannot be told from its repetition. */
function idOf({ id }: Activity): string {
  if (id) return id
  throw new Fault('bad-input', 'The activity has no id. Send it through the Bot Framework.')
}
