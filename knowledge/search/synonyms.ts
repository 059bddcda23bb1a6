import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { parseMarkdown } from '../article/markdown.js'
import { foldText } from './fold-text.js'
import { tokenize } from './tokenize.js'

/** Words that mean the same to customers. */
export interface Synonyms {
  /** The terms of all words that may stand for one in the folded question; none of its own. */
  expand(folded: string): readonly string[]
}

export const NO_SYNONYMS: Synonyms = { expand: () => [] }

/**
 * Reads the editors' list: each item of a markdown list is a group of words that mean the same,
 * parted by commas, slashes or an equals sign, in any language.
 */
export function readSynonyms(markdown: string): Synonyms {
  const groups: (readonly string[])[] = []
  visit(parseMarkdown(markdown), 'listItem', (item) => {
    const words = plainText(item)
      .split(/[,，、/|=;；\n]/)
      .map((word) => foldText(word))
      .filter((word) => word !== '')
    if (words.length > 1) groups.push(words)
  })
  return {
    expand(folded) {
      const found = groups.filter((words) => words.some((word) => contains(folded, word)))
      const others = found.flat().filter((word) => !contains(folded, word))
      return [...new Set(others.flatMap((word) => tokenize(word)))]
    },
  }
}

/** Chinese has no spaces; a Latin word must stand alone. */
function contains(text: string, word: string): boolean {
  if (!/^[a-z]/.test(word)) return text.includes(word)
  return ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `.includes(` ${word} `)
}
