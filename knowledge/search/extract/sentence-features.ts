import type { Article } from '../../article/article.js'
import { cosine } from '../corpus/vector-index.js'
import { isOpposed } from '../is-opposed.js'
import { polarityConflict, polarityOf } from '../question/polarity.js'
import { foldText } from '../words/fold-text.js'
import type { WeightedTerm } from '../words/word-index.js'
import { type Asked, askedBy, holdsAnswer, isAsking, namesNeeds } from './answer-kind.js'
import { type AskedNumbers, askedNumbers } from './asked-numbers.js'
import { sentenceTerms } from './asked-terms.js'
import { askingClauses } from './asking-clauses.js'
import { speaksOfCase } from './named-case.js'
import { type Quotable, sentenceText } from './quote-passage.js'
import type { ReadSentence, SentenceReader } from './read-sentences.js'

/** What is asked for, as far as a sentence can have it. */
export interface Wanted {
  readonly folded: string
  readonly asked: Asked
  /** From `askedTerms`. */
  readonly terms: readonly WeightedTerm[]
  readonly vector: Float32Array | null
  /** Cosines of the question to the article's passages, by their number; empty without vectors. */
  readonly near: ReadonlyMap<number, number>
  /** The vector of a sentence by its `sentenceText`, where one is kept. */
  readonly vectorOf: (text: string) => Float32Array | undefined
  readonly sentencesOf: SentenceReader['sentencesOf']
}

/** What is known of a sentence, before it is weighed. */
export interface Features {
  /** Share of what the question tells that it says, itself or by what stands above it. */
  readonly covered: number
  /** How much farther its vector is than the nearest of the article's sentences; 0 or below. */
  readonly near: number
  /** The same for its passage. */
  readonly passageNear: number
  /** How surely it holds the kind of thing that is asked for. */
  readonly holds: number
  /** Articles answer their title in their first sentence. */
  readonly opening: number
  /** How much the question is like the title, where it is that sentence. */
  readonly titled: number
  /** "For that, see …" answers nothing, though it has all the words. */
  readonly refers: number
  /** Somebody who asks how to do it wants the steps, and who asks which, the list. */
  readonly steps: number
  readonly list: number
  /** "What can I do" is answered by steps less often. */
  readonly remedy: number
  /** What is needed is told by a list, most surely below a heading that says so. */
  readonly needs: number
  /** It has a number of the question, or a range in which one lies. */
  readonly number: number
  readonly range: number
  readonly row: number
  /** A row for another amount of the same. */
  readonly otherRow: number
  /** It denies what the question says, or the other way round. */
  readonly opposed: number
  /** It is for those of whom the opposite has happened: what holds before opening, after it. */
  readonly otherwise: number
  /** It speaks of a case that the question does not name, or of the very one that it names. */
  readonly condition: number
  readonly named: number
}

/** A sentence, item or row of an article, seen by a question. */
export interface Told {
  readonly quotable: Quotable
  /** Number of its passage. */
  readonly passage: number
  readonly features: Features
  /** Cosine of its vector to the question's; `null` where words must do alone. */
  readonly cosine: number | null
  /** What it says itself of what the question tells, 0 to 1. */
  readonly own: number
  /** Terms of the question that it says itself. */
  readonly terms: ReadonlySet<string>
  /** All of its own terms. */
  readonly words: ReadonlySet<string>
  /** How surely it holds a number of the question, from 0. */
  readonly counts: number
  /** Whether it holds the kind of thing that is asked for. */
  readonly holds: boolean
  /** Of each clause of the question that asks something, what share it says; empty where one asks. */
  readonly clauses: readonly number[]
  /** Of the article's first sentence, how much the question is like the title; else 0. */
  readonly titled: number
}

/** What the title says is said of the whole article, so it hardly tells its sentences apart. */
const TITLE_WEIGHT = 0.5

/** What all sentences say tells this much less than what one says. */
const COMMON_LOSS = 0.5

/** What is said above a sentence, by its heading or header, is only half said by it. */
const CONTEXT = 0.5

/** A question half of which goes beyond the title is not the title's. */
const BEYOND_LOSS = 2

/** A title that asks how is less like a question that asks whether. */
const OTHER_KIND = 0.4

/**
 * Where the article has no word of the question, as of "how much is that?", the kind of thing that is
 * asked for is what its sentences can be told apart by.
 */
const BARE = 5

/** Nobody waits for a book to be read. */
const MOST_PASSAGES = 30

interface Read extends ReadSentence {
  /** Number of its passage. */
  readonly at: number
  readonly cosine: number | null
  readonly isOpening: boolean
}

/** @returns All that may be quoted, in the article's order. */
export function readFeatures(article: Article, wanted: Wanted): readonly Told[] {
  const { asked, near } = wanted
  const all = readArticle(article, wanted)
  const asking = askingClauses(wanted.folded).map((clause) => new Set(sentenceTerms(clause)))
  const weights = weighTerms(article, all, wanted.terms)
  const clauses = asking.length < 2 ? [] : asking.map((terms) => clauseWeights(terms, weights))
  const weighed = [...weights]
  const total = sum(weights.values()) || 1
  const nearestPassage = Math.max(...near.values())
  // While some sentences wait for their vectors, none of them has an advantage.
  const nearest = all.some((each) => each.cosine === null)
    ? null
    : Math.max(...all.map((each) => each.cosine ?? 0))
  const numbers = askedNumbers(wanted.folded)
  const happened = polarityOf(wanted.folded)
  const ranges = rankRanges(all, numbers)
  const titled = likeTitle(article, wanted.folded, weights)
  const isOtherKind = askedBy(foldText(article.title)).kind !== asked.kind
  const title = new Set(sentenceTerms(article.title))
  const question = new Set(sentenceTerms(wanted.folded))
  return all.map((each, i): Told => {
    const { at, quotable, own, above, folded } = each
    const said = weighed.filter(([term]) => own.has(term))
    const saidAbove = weighed.filter(([term]) => !own.has(term) && above.has(term))
    const ownShare = sum(said.map(([, weight]) => weight)) / total
    const holds = (weights.size === 0 ? BARE : 1) * holdsAnswer(asked, folded)
    const block = quotable.block?.kind
    const isTitled = each.isOpening ? titled : 0
    const features: Features = {
      covered: ownShare + (CONTEXT * sum(saidAbove.map(([, weight]) => weight))) / total,
      near: nearest === null ? 0 : (each.cosine ?? 0) - nearest,
      passageNear: near.size === 0 ? 0 : (near.get(at) ?? nearestPassage) - nearestPassage,
      holds,
      opening: Number(each.isOpening),
      titled: (isOtherKind ? OTHER_KIND : 1) * isTitled,
      refers: Number(quotable.refers),
      steps: Number(asked.kind === 'steps' && block === 'steps'),
      list: Number(asked.kind === 'which' && (block === 'list' || block === 'table')),
      number: numbers.sharedBy(folded),
      range: ranges[i] ?? 0,
      row: Number(quotable.kind === 'row'),
      otherRow: Number(quotable.kind === 'row' && numbers.isOther(folded)),
      remedy: Number(asked.kind === 'remedy' && block === 'steps'),
      opposed: Number(isOpposed(wanted.folded, folded)),
      otherwise: Number(polarityConflict(happened, folded) > 0),
      needs: asked.kind === 'needs' ? needsTold(article, each) : 0,
      condition: Number(speaksOfCase(folded) && !speaksOfCase(wanted.folded)),
      named: shareNamed(each.ofCase, question, title),
    }
    return {
      quotable,
      passage: at,
      features,
      cosine: nearest === null ? null : each.cosine,
      own: ownShare,
      terms: new Set(said.map(([term]) => term)),
      words: own,
      counts: features.number + features.range,
      holds: holds > 0,
      clauses: clauses.map((clause) => shareSaid(clause, own)),
      titled: isTitled,
    }
  })
}

function readArticle(article: Article, wanted: Wanted): readonly Read[] {
  const { vector, vectorOf, near, sentencesOf } = wanted
  // One that is missing takes the others' advantage, so they need not be looked up.
  let haveVectors = true
  return passagesToRead(article, near).flatMap(({ passage, at }) =>
    sentencesOf(article, passage).map((sentence, place): Read => {
      const own = vector && haveVectors ? vectorOf(sentenceText(sentence.quotable)) : undefined
      haveVectors = own !== undefined
      return {
        ...sentence,
        at,
        cosine: vector && own ? cosine(vector, own) : null,
        isOpening: at === 0 && place === 0,
      }
    }),
  )
}

/** The opening and the nearest passages of a book, and every passage of an ordinary article. */
function passagesToRead(article: Article, near: Wanted['near']) {
  const all = article.passages.map((passage, at) => ({ passage, at }))
  if (all.length <= MOST_PASSAGES) return all
  const byNearness = all.slice(1).toSorted((a, b) => (near.get(b.at) ?? 0) - (near.get(a.at) ?? 0))
  const chosen = new Set([all[0], ...byNearness.slice(0, MOST_PASSAGES - 1)])
  return all.filter((each) => chosen.has(each))
}

/**
 * Share of the terms of title and question together that both have, but for words that only ask;
 * less, where the question asks for something of the article that the title does not name.
 */
function likeTitle(article: Article, folded: string, weights: ReadonlyMap<string, number>): number {
  const telling = (text: string) => new Set(sentenceTerms(text).filter((term) => !isAsking(term)))
  const [title, question] = [telling(article.title), telling(folded)]
  const both = [...title].filter((term) => question.has(term)).length
  const total = sum(weights.values()) || 1
  const beyond = sum([...weights].map(([term, weight]) => (title.has(term) ? 0 : weight))) / total
  return (both / (title.size + question.size - both || 1)) * Math.max(0, 1 - BEYOND_LOSS * beyond)
}

/** 1 for what holds the question's amount most closely, a half for what else holds it. */
function rankRanges(all: readonly Read[], numbers: AskedNumbers): readonly number[] {
  const held = all.map(({ folded }) => numbers.heldBy(folded))
  const closest = Math.min(...held.filter((each) => each !== null))
  return held.map((each) => (each === null ? 0 : each === closest ? 1 : 0.5))
}

/** How much of the case that a sentence speaks of the question names; the title's words name none. */
function shareNamed(
  ofCase: readonly string[],
  question: ReadonlySet<string>,
  title: ReadonlySet<string>,
): number {
  const telling = ofCase.filter((term) => !title.has(term))
  return telling.filter((term) => question.has(term)).length / (telling.length || 1)
}

/** What is needed is told by a list or by steps, most surely where what stands above says so. */
function needsTold(article: Article, { at, quotable: { block } }: Read): number {
  if (!block || block.kind === 'table') return 0
  const heading = article.passages[at]?.headings.at(-1)?.text ?? ''
  return namesNeeds(foldText(`${heading} ${block.says}`)) ? 1 : 0.5
}

/** What each term of the question tells within this article; terms it does not have tell nothing. */
function weighTerms(
  article: Article,
  all: readonly Read[],
  terms: readonly WeightedTerm[],
): ReadonlyMap<string, number> {
  const title = new Set(sentenceTerms(article.title))
  const weights = new Map<string, number>()
  for (const { term, idf } of terms) {
    const saying = all.filter(({ own, above }) => own.has(term) || above.has(term)).length
    if (isAsking(term) || (saying === 0 && !title.has(term))) continue
    const common = 1 - (COMMON_LOSS * saying) / all.length
    weights.set(term, idf * common * (title.has(term) ? TITLE_WEIGHT : 1))
  }
  return weights
}

function clauseWeights(terms: ReadonlySet<string>, weights: ReadonlyMap<string, number>) {
  return new Map([...weights].filter(([term]) => terms.has(term)))
}

function shareSaid(clause: ReadonlyMap<string, number>, own: ReadonlySet<string>): number {
  const said = [...clause].filter(([term]) => own.has(term))
  return sum(said.map(([, weight]) => weight)) / (sum(clause.values()) || 1)
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
