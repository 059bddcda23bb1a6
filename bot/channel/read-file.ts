import { FILE_TYPES, type FileType, isPicture, type NewFile } from '../../handoff/index.js'
import type { FileLimits } from './chat-limits.js'

export type FileReading =
  | { readonly ok: true; readonly file: NewFile }
  | { readonly ok: false; readonly refusal: 'wrong-type' | 'unreadable' }
  /** `most` is in bytes. */
  | { readonly ok: false; readonly refusal: 'too-large'; readonly most: number }

/** Whatever a file is called and whatever it says of itself, its first bytes tell what it is. */
const TOLD_BY = 4_100

/** What the library calls them, where we make no difference. */
const SAME: Readonly<Record<string, FileType>> = {
  'image/apng': 'image/png',
  'image/heif': 'image/heic',
  'image/heic-sequence': 'image/heic',
  'image/heif-sequence': 'image/heic',
  'video/x-m4v': 'video/mp4',
}

/**
 * Looks at what a customer sent. Only pictures, PDF and short videos are taken: nothing that a
 * program runs, nothing in which something else may hide, and no text, which has no sign by which
 * it is told and can be pasted.
 */
export async function readFile(
  name: string,
  content: Uint8Array,
  limits: FileLimits,
): Promise<FileReading> {
  if (content.byteLength === 0) return { ok: false, refusal: 'unreadable' }
  const type = await typeOf(content)
  if (type === undefined) return { ok: false, refusal: 'wrong-type' }
  const most = type.startsWith('video/') ? limits.videoSize : limits.size
  if (content.byteLength > most) return { ok: false, refusal: 'too-large', most }
  const file = { name: cleanName(name), type, content }
  if (!type.startsWith('image/')) return { ok: true, file }
  const size = await sizeOf(content)
  if (size === undefined) {
    // No browser of the desk draws these; they are handed on as they are.
    return isPicture(file) ? { ok: false, refusal: 'unreadable' } : { ok: true, file }
  }
  if (size.width * size.height > limits.pixels) return { ok: false, refusal: 'unreadable' }
  return { ok: true, file: { ...file, ...size } }
}

async function typeOf(content: Uint8Array): Promise<FileType | undefined> {
  // Loaded with the first file: forty modules that a start need not wait for.
  const { fileTypeFromBuffer } = await import('file-type')
  const found = await fileTypeFromBuffer(content.subarray(0, TOLD_BY))
  if (!found) return undefined
  const mime: string = found.mime
  return SAME[mime] ?? FILE_TYPES.find((type) => type === mime)
}

async function sizeOf(content: Uint8Array): Promise<{ width: number; height: number } | undefined> {
  const { imageSize } = await import('image-size')
  try {
    const { width, height, orientation = 1 } = imageSize(content)
    if (!width || !height) return undefined
    // From 5 on, a camera was held upright and its picture is drawn turned.
    return orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch {
    return undefined
  }
}

const NAME_LENGTH = 100
const WITHOUT_NAME = 'file'
/** Signs that nobody sees, among them those that turn the direction of reading. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu

/** The name alone, so that it can be read, and means no other place. */
function cleanName(name: string): string {
  const last = name.replace(UNSEEN, '').split(/[/\\]/).at(-1)?.trim() ?? ''
  const characters = [...last.replace(/^\.+/, '')]
  const ending = characters.lastIndexOf('.')
  const tail = ending > 0 ? characters.slice(ending, ending + 10) : []
  const head = characters.slice(0, characters.length - tail.length)
  const short =
    characters.length <= NAME_LENGTH
      ? characters
      : [...head.slice(0, NAME_LENGTH - tail.length - 1), '…', ...tail]
  return short.join('').normalize('NFC') || WITHOUT_NAME
}
