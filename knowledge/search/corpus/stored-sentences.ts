import type { Article } from '../../article/article.js'
import type { Block, Quotable } from '../extract/quote-passage.js'
import type { ArticleSentences, ReadSentence } from '../extract/read-sentences.js'

/** An article's sentences as JSON keeps them: what is said twice stands once. */
export type StoredSentences = readonly StoredPassage[]

interface StoredPassage {
  /** What its sentences stand under: one without a block, and one for each list and table. */
  readonly groups: readonly StoredGroup[]
  readonly sentences: readonly StoredSentence[]
}

interface StoredGroup {
  readonly block: (Omit<Block, 'place'> & Pick<Block['place'], 'line' | 'offset'>) | null
  readonly above: string
}

/** Terms are written with a space between; none has one in it. */
type StoredSentence = readonly [
  group: number,
  kind: Quotable['kind'],
  line: number,
  offset: number,
  text: string,
  /** `null` where it is the text. */
  says: string | null,
  /** `null` where it is what the sentence says. */
  folded: string | null,
  refers: 0 | 1,
  own: string,
  ofCase: string,
]

export function toStoredSentences(sentences: ArticleSentences): StoredSentences {
  return sentences.map((passage) => {
    const blocks = [...new Map(passage.map(({ quotable, above }) => [quotable.block, above]))]
    const groupOf = new Map(blocks.map(([block], group) => [block, group]))
    return {
      groups: blocks.map(([block, above]) => ({
        block: block && storedBlock(block),
        above: joined(above),
      })),
      sentences: passage.map(({ quotable, folded, own, ofCase }): StoredSentence => {
        const { kind, text, says, refers, block, place } = quotable
        return [
          groupOf.get(block) ?? 0,
          kind,
          place.line,
          place.offset,
          text,
          says === text ? null : says,
          folded === says ? null : folded,
          refers ? 1 : 0,
          joined(own),
          joined(ofCase),
        ]
      }),
    }
  })
}

/** @param article Where they stand: the same text may have moved to another file. */
export function fromStoredSentences(
  stored: StoredSentences,
  { file }: Pick<Article, 'file'>,
): ArticleSentences {
  return stored.map(({ groups, sentences }) => {
    const known = groups.map(({ block, above }) => ({
      block: block && blockFrom(block, file),
      above: termsIn(above),
    }))
    return sentences.map(
      ([group, kind, line, offset, text, says, folded, refers, own, ofCase]): ReadSentence => {
        const { block = null, above = NO_TERMS } = known[group] ?? {}
        const said = says ?? text
        return {
          quotable: {
            kind,
            text,
            place: { file, line, offset },
            says: said,
            refers: refers === 1,
            block,
          },
          folded: folded ?? said,
          own: termsIn(own),
          ofCase: listIn(ofCase),
          above,
        }
      },
    )
  })
}

const NO_TERMS: ReadonlySet<string> = new Set()

function blockFrom(
  { kind, text, line, offset, head, says }: NonNullable<StoredGroup['block']>,
  file: string,
): Block {
  return { kind, text, place: { file, line, offset }, head, says }
}

function storedBlock({ kind, text, place, head, says }: Block): StoredGroup['block'] {
  return { kind, text, line: place.line, offset: place.offset, head, says }
}

function joined(terms: Iterable<string>): string {
  return [...terms].join(' ')
}

function termsIn(text: string): ReadonlySet<string> {
  return text === '' ? NO_TERMS : new Set(listIn(text))
}

function listIn(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ')
}
