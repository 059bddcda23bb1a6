import { join } from 'node:path'
import { createSignalReader, type KeptPages } from '../../handoff/index.js'
import { type Embedder, keepPassages } from '../../knowledge/index.js'
import { reasonOf } from '../../platform/fault.js'
import type { Shop } from './shop.js'
import { SKILLS } from './skill.js'
import { createSkills, LEAVE, type SkillsDeps } from './skills.js'

export interface OpenSkillsDeps extends Omit<SkillsDeps, 'shop' | 'intents'> {
  readonly client: Shop
  /** `content/handbook/skills`. */
  readonly folder: string
  readonly dataFolder: string
  readonly embedder: Embedder
  readonly parse: KeptPages['parse']
  /** The learning begins when this has settled. */
  readonly after: Promise<unknown>
}

/**
 * The skills with what starts them: each is told by examples and words like a signal, and learned
 * in the same way, in the background.
 *
 * @param stop Ends the learning.
 * @throws {Fault} `misconfigured` when the files of examples have problems.
 */
export async function openSkills(deps: OpenSkillsDeps, stop: AbortSignal) {
  const { client, folder, dataFolder, embedder, parse, after, ...rest } = deps
  const { log } = deps
  const intents = await createSignalReader(
    {
      folder,
      ...{ parse, after },
      known: [...SKILLS, LEAVE],
      embed: keepPassages(embedder, join(dataFolder, 'index', 'skill-sentences.txt'), log),
      file: join(dataFolder, 'index', 'skills.json'),
      report: ({ name, cause }) =>
        log.debug({ event: name, reason: reasonOf(cause) }, 'skills are told by words alone'),
    },
    stop,
  )
  return { ...createSkills({ ...rest, shop: client, intents }), ready: () => intents.ready }
}
