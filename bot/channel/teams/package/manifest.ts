import { z } from 'zod'
import { Fault } from '../../../../platform/fault.js'
import { LANGUAGES, type Language } from '../../../../platform/language.js'

/** Every length counts as Teams counts it: in UTF-16 units. Source: schema of manifest 1.17. */
const address = z.url({ protocol: /^https$/ }).max(2_048)
const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
const short = z.string().min(1).max(30)
const full = z.string().min(1).max(100)
const line = z.string().min(1).max(80)
const about = z.string().min(1).max(4_000)
const commands = z
  .array(
    z.strictObject({ title: z.string().min(1).max(32), description: z.string().min(1).max(128) }),
  )
  .min(1)
  .max(10)
const accent = z.string().regex(/^#[0-9a-fA-F]{6}$/)

const WORDS = z.strictObject({ short, full, line, about, commands })

/** What `content/teams-app.yaml` holds. */
const APP = z.strictObject({
  developer: z.string().min(1).max(32),
  website: address,
  privacy: address,
  terms: address,
  accent,
  words: z.strictObject({ en: WORDS, 'zh-Hans': WORDS, 'zh-Hant': WORDS }),
})

export type TeamsApp = z.infer<typeof APP>

/** The rules of Teams for what we put into a manifest; it refuses what is not in them. */
export const MANIFEST = z.strictObject({
  $schema: z.literal(
    'https://developer.microsoft.com/en-us/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
  ),
  manifestVersion: z.literal('1.17'),
  version: z.string().regex(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/),
  id: guid,
  developer: z.strictObject({
    name: z.string().min(1).max(32),
    websiteUrl: address,
    privacyUrl: address,
    termsOfUseUrl: address,
  }),
  name: z.strictObject({ short, full }),
  description: z.strictObject({ short: line, full: about }),
  icons: z.strictObject({ color: z.literal('color.png'), outline: z.literal('outline.png') }),
  accentColor: accent,
  bots: z
    .array(
      z.strictObject({
        botId: guid,
        scopes: z.array(z.enum(['personal', 'team', 'groupChat'])).min(1),
        supportsFiles: z.boolean(),
        isNotificationOnly: z.boolean(),
        commandLists: z
          .array(
            z.strictObject({
              scopes: z.array(z.enum(['personal', 'team', 'groupChat'])).min(1),
              commands,
            }),
          )
          .max(3),
      }),
    )
    .length(1),
  permissions: z.array(z.enum(['identity', 'messageTeamMembers'])),
  // A host, without a way, a port or a star.
  validDomains: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/)
        .max(2_048),
    )
    .max(16),
  localizationInfo: z.strictObject({
    defaultLanguageTag: z.string(),
    defaultLanguageFile: z.string().optional(),
    additionalLanguages: z.array(
      z.strictObject({ languageTag: z.string(), file: z.string().regex(/^[\w-]+\.json$/) }),
    ),
  }),
})

export type Manifest = z.infer<typeof MANIFEST>

/** As Teams names them; it falls back from `zh-hk` to nothing, so that tag has its own entry. */
const TAGS: Readonly<Record<Exclude<Language, 'en'>, readonly string[]>> = {
  'zh-Hans': ['zh-cn'],
  'zh-Hant': ['zh-tw', 'zh-hk'],
}

/** @throws {Fault} `bad-input` with every field that is wrong, and what it may be. */
export function readApp(data: unknown, file: string): TeamsApp {
  return check(APP, data, file)
}

/**
 * What Teams has to know of the app, and its words in each further language by file name.
 *
 * @throws {Fault} `bad-input` with what Teams would refuse.
 */
export function makeManifest(
  app: TeamsApp,
  facts: { readonly appId: string; readonly site: string; readonly version: string },
): { readonly manifest: Manifest; readonly languages: Readonly<Record<string, object>> } {
  const { en } = app.words
  const others = LANGUAGES.filter((language) => language !== 'en')
  const manifest = {
    $schema:
      'https://developer.microsoft.com/en-us/json-schemas/teams/v1.17/MicrosoftTeams.schema.json',
    manifestVersion: '1.17',
    version: facts.version,
    id: facts.appId,
    developer: {
      name: app.developer,
      websiteUrl: app.website,
      privacyUrl: app.privacy,
      termsOfUseUrl: app.terms,
    },
    name: { short: en.short, full: en.full },
    description: { short: en.line, full: en.about },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: app.accent,
    bots: [
      {
        botId: facts.appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [{ scopes: ['personal', 'team', 'groupChat'], commands: en.commands }],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [new URL(facts.site).hostname],
    localizationInfo: {
      defaultLanguageTag: 'en',
      additionalLanguages: others.flatMap((language) =>
        TAGS[language].map((languageTag) => ({ languageTag, file: `${language}.json` })),
      ),
    },
  }
  return {
    manifest: check(MANIFEST, manifest, 'manifest.json'),
    languages: Object.fromEntries(
      others.map((language) => [`${language}.json`, localized(app.words[language])]),
    ),
  }
}

/** Fields by their path, as Teams wants them. */
function localized({ short, full, line, about, commands }: TeamsApp['words'][Language]): object {
  return {
    $schema:
      'https://developer.microsoft.com/en-us/json-schemas/teams/v1.17/MicrosoftTeams.Localization.schema.json',
    'name.short': short,
    'name.full': full,
    'description.short': line,
    'description.full': about,
    ...Object.fromEntries(
      commands.flatMap(({ title, description }, at) => [
        [`bots[0].commandLists[0].commands[${at}].title`, title],
        [`bots[0].commandLists[0].commands[${at}].description`, description],
      ]),
    ),
  }
}

function check<Shape extends z.ZodType>(shape: Shape, data: unknown, file: string): z.infer<Shape> {
  const parsed = shape.safeParse(data)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${file}: ${path.join('.') || 'the whole'}: ${message}`,
  )
  throw new Fault('bad-input', `Teams would refuse the app.\n${problems.join('\n')}`)
}
