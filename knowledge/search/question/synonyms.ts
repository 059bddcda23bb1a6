import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { toString as plainText } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { parseMarkdown } from '../../article/markdown.js'
import { foldText } from '../words/fold-text.js'
import { tokenize } from '../words/tokenize.js'

/** Words that mean the same to customers. */
export interface Synonyms {
  /** Terms of the words that may stand for one in the folded question; none of its own. */
  expand(folded: string): readonly string[]
  /** The folded question in the list's first words, which are those that articles use. */
  rephrase(folded: string): string
}

export const NO_SYNONYMS: Synonyms = { expand: () => [], rephrase: (folded) => folded }

/**
 * Reads the editors' list: each item of a markdown list is a group of words that mean the same, the
 * articles' own word first, parted by commas, slashes, bars or an equals sign, in any language.
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
      const contains = wordsIn(folded)
      const found = groups.filter((words) => words.some(contains))
      const others = found.flat().filter((word) => !contains(word))
      return [...new Set(others.flatMap((word) => tokenize(word)))]
    },
    rephrase(folded) {
      let text = folded
      let contains = wordsIn(text)
      for (const [first = '', ...others] of groups) {
        if (contains(first)) continue
        const [longest] = others.filter(contains).sort((a, b) => b.length - a.length)
        if (longest === undefined) continue
        text = text.replace(longest, first)
        contains = wordsIn(text)
      }
      return text
    },
  }
}

/** The editors' list, where there is one. */
export async function loadSynonyms(contentFolder: string): Promise<Synonyms> {
  const file = join(contentFolder, 'handbook', 'synonyms.md')
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? NO_SYNONYMS : readSynonyms(text)
}

/** Tells what a text contains. Chinese has no spaces; a Latin word must stand alone. */
function wordsIn(text: string): (word: string) => boolean {
  const spaced = ` ${text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `
  return (word) => (/^[a-z]/.test(word) ? spaced.includes(` ${word} `) : text.includes(word))
}
