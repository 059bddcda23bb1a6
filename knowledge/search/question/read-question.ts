import type { Language } from '../../../platform/language.js'
import type { Corpus } from '../corpus/corpus.js'
import { tokenize } from '../words/tokenize.js'
import type { Glossary } from './glossary.js'
import { familyOf } from './language-family.js'
import type { OtherWords } from './question-vector.js'
import type { Sounds } from './sounds.js'
import type { Synonyms } from './synonyms.js'
import { type Understood, understandQuestion, withReadings } from './understand-question.js'

/** What a question is read with. */
export interface ReadingDeps {
  readonly corpus: Pick<Corpus, 'exact' | 'words' | 'isForeignTo'>
  /** How the articles' characters sound; asked for only where it is needed. */
  readonly sounds: () => Sounds
  readonly synonyms: Synonyms
  readonly glossary: Glossary
}

/** What is searched for. */
export interface Sought extends Pick<Understood, 'text' | 'maybe'> {
  /** Terms of other words for it, in both languages. */
  readonly synonyms: readonly string[]
}

/** A question as it was meant, with all that may stand for it. */
export interface ReadQuestion extends Sought, Understood, OtherWords {}

/** Reads a question the same way for a customer, for learning, and for measuring. */
export function readQuestion(
  folded: string,
  language: Language,
  { corpus, sounds, synonyms, glossary }: ReadingDeps,
): ReadQuestion {
  const understood = understandQuestion(folded, corpus, sounds)
  const { text } = understood
  const known = withReadings(synonyms, understood)
  const family = familyOf(language)
  // Where each article has a version in the customer's language, that one is found by their words.
  const gloss = corpus.isForeignTo(family)
    ? family === 'en'
      ? glossary.toChinese(text)
      : glossary.toEnglish(text)
    : null
  return {
    ...understood,
    synonyms: [...known.expand(text), ...(gloss?.words.flatMap((word) => tokenize(word)) ?? [])],
    rephrased: known.rephrase(text),
    gloss: gloss?.text ?? '',
  }
}
