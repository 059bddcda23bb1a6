import type { Chat, SaidTurn } from '../suite.js'

const NOTHING: Omit<SaidTurn, 'decision'> = {
  articles: [],
  probability: null,
  rule: null,
  text: '',
  citations: [],
  choices: [],
  excerpt: null,
}

/** A chat whose bot says these turns one after the other, and keeps what it was told. */
export function scriptedChat(
  ...turns: readonly (Partial<SaidTurn> & Pick<SaidTurn, 'decision'>)[]
): Chat & { readonly heard: readonly string[] } {
  const heard: string[] = []
  return {
    heard,
    async say(text) {
      const turn = turns[heard.length]
      heard.push(text)
      if (turn === undefined) throw new Error(`The script has no turn ${heard.length}: ${text}`)
      return { ...NOTHING, ...turn }
    },
  }
}
