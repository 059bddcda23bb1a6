import type { NewFile } from '../../handoff/index.js'
import { Fault, type FaultCode } from '../../platform/fault.js'
import type { Language } from '../../platform/language.js'
import type { ChannelSituation, ChannelWords } from './chat-deps.js'
import type { FileLimits } from './chat-limits.js'
import { type FileReading, readFile } from './read-file.js'

export interface UploadReading {
  /** The activity as the client made it; not checked. */
  readonly body: unknown
  readonly files: readonly NewFile[]
}

const MB = 1024 * 1024

/**
 * Reads a message with files, as Direct Line clients post it: the activity in one part of the form,
 * each file in another.
 *
 * @throws {Fault} `bad-input` for a form that is none; `too-large` or `wrong-type` with a sentence
 *   for the customer. One file that cannot be taken refuses the message, so that nobody believes
 *   that all of them came.
 */
export async function readUpload(
  request: Request,
  language: Language,
  deps: {
    readonly limits: FileLimits
    readonly words: Pick<ChannelWords, 'say'>
    readonly hasRoom: (bytes: number) => Promise<boolean>
  },
): Promise<UploadReading> {
  const { limits, words, hasRoom } = deps
  const refuse = (
    code: FaultCode,
    situation: ChannelSituation,
    variables: Readonly<Record<string, number>> = {},
  ) => new Fault(code, words.say(situation, language, variables))

  const form = await readForm(request)
  const parts = form.getAll('file').filter((part) => part instanceof File)
  if (parts.length === 0) {
    throw new Fault('bad-input', 'The form has no part named "file". Send one for each file.')
  }
  if (parts.length > limits.count) {
    throw refuse('too-large', 'file-too-many', { limit: limits.count })
  }
  const total = parts.reduce((sum, { size }) => sum + size, 0)
  if (total > limits.total) {
    throw refuse('too-large', 'file-too-large', { limit: limits.total / MB })
  }
  if (!(await hasRoom(total))) throw refuse('too-large', 'file-no-room')
  const readings = await Promise.all(
    parts.map(async (part) =>
      readFile(part.name, new Uint8Array(await part.arrayBuffer()), limits),
    ),
  )
  return { body: await readBody(form), files: readings.map(fileOf) }

  function fileOf(reading: FileReading): NewFile {
    if (reading.ok) return reading.file
    switch (reading.refusal) {
      case 'wrong-type':
        throw refuse('wrong-type', 'file-wrong-type')
      case 'unreadable':
        throw refuse('wrong-type', 'file-unreadable')
      case 'too-large':
        throw refuse('too-large', 'file-too-large', { limit: reading.most / MB })
      default:
        return reading satisfies never
    }
  }
}

async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData()
  } catch (cause) {
    throw new Fault(
      'bad-input',
      'The body is not a form with files. Send multipart/form-data with the parts "activity" and "file".',
      { cause },
    )
  }
}

async function readBody(form: FormData): Promise<unknown> {
  const part = form.get('activity')
  const text = part instanceof File ? await part.text() : part
  try {
    return JSON.parse(text ?? '')
  } catch (cause) {
    throw new Fault('bad-input', 'The part "activity" is not JSON. Send the activity in it.', {
      cause,
    })
  }
}
