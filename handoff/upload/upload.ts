import type { Id } from '../../platform/id.js'

export type UploadId = Id<'upload'>

/** What customers may send; what a file is was read from its bytes, never from its name. */
export const FILE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/heic',
  'application/pdf',
  'video/mp4',
  'video/quicktime',
] as const
export type FileType = (typeof FILE_TYPES)[number]

/** A file of a customer's that was looked at and may be stored. */
export interface NewFile {
  /** As the customer calls it, without what could mislead whoever reads it. */
  readonly name: string
  readonly type: FileType
  readonly content: Uint8Array
  /** In pixels; only of pictures. */
  readonly width?: number
  readonly height?: number
}

/** What a message tells of a file. */
export interface FileMark extends Omit<NewFile, 'content'> {
  readonly id: UploadId
  /** In bytes. */
  readonly size: number
}

/** A file that is on the disk, not yet part of a message. */
export interface KeptFile extends FileMark {
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string
}

/** Pictures that every browser draws by itself; the rest is downloaded. */
export function isPicture({ type }: Pick<FileMark, 'type'>): boolean {
  return /^image\/(jpeg|png|webp|gif)$/.test(type)
}
