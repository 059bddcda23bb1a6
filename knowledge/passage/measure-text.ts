const HAN = /\p{Script=Han}/gu
const WORD = /[\p{L}\p{N}]+/gu

/** About how many tokens the embedding model sees: a Han character or a Latin word is one. */
export function measureText(text: string): number {
  const han = text.match(HAN)?.length ?? 0
  const words = text.replace(HAN, ' ').match(WORD)?.length ?? 0
  return han + words
}
