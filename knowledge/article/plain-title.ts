import type { Heading, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { familyOfText, type LanguageFamily } from '../search/question/language-family.js'

/**
 * What a file is called that says no title: by the heading that stands for all of it. Where its
 * headings name its sections, as in notes and wikis whose title is the file's name, the first of
 * them is often “Before you begin”, and the name says more: but only one in words of the text's own
 * language, since others are numbers or a spelling of Chinese.
 *
 * @param tree Of the whole file, as `parseMarkdown` gives it.
 * @param name Of the file, without its ending.
 * @param family In which language the text is.
 */
export function plainTitle(tree: Root, name: string, family: LanguageFamily): string {
  const headings = tree.children.filter((node): node is Heading => node.type === 'heading')
  const first = headings[0] === undefined ? '' : plainText(headings[0]).trim()
  const words = name.replaceAll(/[-_+\s]+/g, ' ').trim()
  if (first === '') return words || name
  return isOfAll(tree, headings) || !isTelling(words, family) ? first : words
}

/** Whether the first heading is the file's: the greatest there is, or above everything alone. */
function isOfAll({ children }: Root, [first, ...others]: readonly Heading[]): boolean {
  if (first === undefined || first.depth === 1) return first !== undefined
  const [start] = children.filter(({ type }) => type !== 'yaml')
  return start === first && others.every(({ depth }) => depth > first.depth)
}

/** A word of a few letters, or Chinese; these are the names of files that are about nothing. */
const LETTERS = /\p{Script=Latin}{3,}/u
const EMPTY_NAME = /^(?:index|readme|home|untitled|page|article|doc|post|faq)(?: ?\d+)?$/i

function isTelling(words: string, family: LanguageFamily): boolean {
  if (EMPTY_NAME.test(words) || familyOfText(words) !== family) return false
  return family === 'zh' || LETTERS.test(words)
}
