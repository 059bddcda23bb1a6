/** Pictures that pages show, with how their files end. No SVG: it is a document that can act. */
export const PICTURE_TYPES = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/gif': 'gif',
} as const

export type PictureType = keyof typeof PICTURE_TYPES

/** Whatever a file is called, its first bytes tell what it is. */
const TOLD_BY = 4_100

/** What a picture is by its bytes; `undefined` for anything that no page shows. */
export async function pictureType(content: Uint8Array): Promise<PictureType | undefined> {
  // Read with the first picture: forty modules that a start need not wait for.
  const { fileTypeFromBuffer } = await import('file-type')
  const mime: string | undefined = (await fileTypeFromBuffer(content.subarray(0, TOLD_BY)))?.mime
  // A moving PNG is shown as a PNG.
  const type = mime === 'image/apng' ? 'image/png' : mime
  return type !== undefined && Object.hasOwn(PICTURE_TYPES, type)
    ? (type as PictureType)
    : undefined
}
