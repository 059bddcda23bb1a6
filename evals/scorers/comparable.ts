import { foldText } from '../../knowledge/index.js'

/**
 * The form in which what was said and what was wanted are compared: width, case and script folded,
 * one kind of dash, no quotation marks, and no space but between two numbers, so that a row of a
 * table and a sentence can hold the same fact.
 */
export function comparable(text: string): string {
  return foldText(text)
    .replaceAll(/[“”"「」『』*]/g, '')
    .replaceAll(/[‐-―~]/g, '-')
    .replaceAll(/[|\s]+/g, ' ')
    .replaceAll(/(?<!\d) | (?!\d)/g, '')
}
