import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { z } from 'zod'
import { type Environment, textFrom } from '../../platform/env.js'
import { Fault, reasonOf } from '../../platform/fault.js'

/** Asks a model one thing and gives its words back. */
export interface JudgeModel {
  /** As the file pins it, such as `ChatOllama qwen3:8b`. */
  readonly name: string
  ask(prompt: string, signal: AbortSignal): Promise<string>
}

const moduleExports = z.object({
  default: z.custom<BaseChatModel>(canInvoke, 'is no LangChain chat model'),
  name: z.string('must name the model with its version').trim().min(1),
})

/**
 * Opens the judge that `KEFU_JUDGE` names: `module:FILE`, a file whose default export is a LangChain
 * chat model, and whose `name` pins which one.
 *
 * @returns `null` when none is named.
 * @throws {Fault} `misconfigured` when the file cannot be used.
 */
export async function openJudgeModel(env: Environment): Promise<JudgeModel | null> {
  const text = textFrom(env, 'KEFU_JUDGE', '')
  if (text === '') return null
  const path = text.startsWith('module:') ? text.slice('module:'.length).trim() : ''
  if (path === '') {
    throw new Fault(
      'misconfigured',
      `KEFU_JUDGE is ${JSON.stringify(text)}. Set module: and the path of a file that exports a LangChain chat model as default, and its name.`,
    )
  }
  const file = resolve(path)
  const read = moduleExports.safeParse(await load(file))
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Fault(
      'misconfigured',
      `${file} cannot be used as judge (${problems.join('; ')}). Export a LangChain chat model as default, and const name with the model and its version.`,
    )
  }
  const { default: model, name } = read.data
  return {
    name,
    async ask(prompt, signal) {
      const message = await model.invoke(prompt, { signal })
      return message.text
    },
  }
}

async function load(file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The judge's module ${file} cannot be loaded: ${reasonOf(cause)}.`,
      {
        cause,
      },
    )
  }
}

function canInvoke(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof Reflect.get(value, 'invoke') === 'function'
  )
}
