import { lazy } from '../../../platform/lazy.js'
import type { WordIndex } from '../words/word-index.js'
import { readingsOf } from './pinyin.js'

/**
 * Words of questions that articles seldom have, or that a small folder has by chance. Written for
 * this list; the order means nothing.
 */
const EVERYDAY =
  `我 你 您 他 她 它 我们 你们 他们 我的 你的 你们的 我要 我想 想要 我买 买的 的 了 吗 呢 吧 啊
  可 呀 是 是不是 不是 有 有没有 没有 没 还没 还没有 不 不能 不要 不了 不到 不行 不对 能 能不能 可以 可不可以
  可以吗 能吗 行吗 要 要不要 需要 会 会不会 怎么 怎么样 怎么办 怎么才能 怎样 什么 什么时候 为什么 时候 多少
  多少钱 多久 多长时间 几天 几个 哪里 哪个 哪些 在哪 在哪里 在 到 到了 到哪 到哪了 到哪里了 去 去哪 来 给
  谁 给我 把 被 从 和 还 还是 还能 还可以 就 都 也 又 再 已经 一直 现在 今天 明天 昨天 刚才 马上 这个 那个 这 那
  这样 一个 一下 东西 问题 请问 问一下 谢谢 你好 您好 在吗 麻烦 帮我 知道 看 看到 找 找不到 查 查一下 收到
  没收到 收不到 打不开 用不了 买 卖 钱 件 个 天 人 后 前 后能 里 上 下 多 少 大 小 快 慢 坏 坏了 错 错了 丢了
  想退 想换 想改 想查 想取消 该怎么 该 刚 刚买 买完 完 怎么退 怎么换 怎么查 怎么用 怎么开 能退吗 可以退吗`
    .split(/\s+/)
    .filter((word) => word !== '')

/** The share of the articles that an everyday word is taken to be in, at the least. */
const EVERYDAY_SHARE = 0.1

/** How far the character before decides, and not how common a character is at all. */
const NEIGHBOUR_WEIGHT = 0.85

/** For what was never seen; as a share of all characters. */
const UNSEEN = 1e-6

/** Logarithm of how seldom a character is said in another way than its first. */
const RARE_READING = Math.log(0.1)

const HAN = /\p{Script=Han}/u

const readings = lazy(() => new Map<string, readonly string[]>())

/** A character, and the logarithm of how often it is said in the way asked for. */
export interface Sounding {
  readonly character: string
  readonly logShare: number
}

/**
 * How the articles' characters sound and which follow on which: what an input method knows, from
 * this folder's own words.
 */
export class Sounds {
  readonly #bySyllable = new Map<string, Sounding[]>()
  /** How often a character begins a pair. */
  readonly #weights = new Map<string, number>()
  readonly #everyday = new Map<string, number>()
  readonly #words: Pick<WordIndex, 'countOf' | 'size'>
  #total = 0

  constructor(words: Pick<WordIndex, 'countOf' | 'terms' | 'size'>) {
    this.#words = words
    const everyday = Math.max(1, words.size * EVERYDAY_SHARE)
    for (const [term, count] of words.terms()) if (isPair(term)) this.#weigh(term, count)
    for (const word of EVERYDAY) {
      for (const pair of pairsOf(word)) {
        if (this.#everyday.has(pair)) continue
        this.#everyday.set(pair, everyday)
        this.#weigh(pair, everyday)
      }
      if (word.length === 1) this.#weigh(word, everyday)
    }
    for (const character of this.#weights.keys()) {
      for (const [i, reading] of readingsIn(character).entries()) {
        const others = this.#bySyllable.get(reading) ?? []
        this.#bySyllable.set(reading, others)
        others.push({ character, logShare: i === 0 ? 0 : RARE_READING })
      }
    }
  }

  /** How many articles there are. */
  get articles(): number {
    return this.#words.size
  }

  /** Characters of the articles that can be said like this. */
  charactersOf(syllable: string): readonly Sounding[] {
    return this.#bySyllable.get(syllable) ?? []
  }

  /** In about how many articles two characters stand side by side. */
  pairCount(pair: string): number {
    return Math.max(this.#words.countOf(pair), this.#everyday.get(pair) ?? 0)
  }

  /** Logarithm of how probably `character` follows on `before`; on `null`, begins a text. */
  logChance(before: string | null, character: string): number {
    const alone = ((this.#weights.get(character) ?? 0) + UNSEEN) / (this.#total + 1)
    const following = before === null ? 0 : (this.#weights.get(before) ?? 0)
    if (before === null || following === 0) return Math.log(alone)
    const pair = this.pairCount(before + character) / following
    return Math.log(NEIGHBOUR_WEIGHT * pair + (1 - NEIGHBOUR_WEIGHT) * alone)
  }

  #weigh(text: string, count: number): void {
    for (const character of text) {
      this.#weights.set(character, (this.#weights.get(character) ?? 0) + count)
      this.#total += count
    }
  }
}

const everydayCharacters = lazy(() => new Set(EVERYDAY.filter((word) => word.length === 1)))

/** Whether a lone character says something in a question: 我, 要, 吗. */
export function isEverydayCharacter(character: string): boolean {
  return everydayCharacters().has(character)
}

/** Quicker than a pattern, of which a large folder would need hundreds of thousands. */
function isPair(term: string): boolean {
  return term.length === 2 && term.charCodeAt(0) >= FIRST_HAN && term.charCodeAt(1) >= FIRST_HAN
}

const FIRST_HAN = 0x3400

/** All pairs of neighbours in a word. */
export function pairsOf(word: string): readonly string[] {
  const characters = [...word]
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}

/** A character sounds alike in every folder, so its readings are looked up once. */
function readingsIn(character: string): readonly string[] {
  const known = readings().get(character)
  if (known) return known
  const found = HAN.test(character) ? readingsOf(character) : []
  readings().set(character, found)
  return found
}
