/**
 * "2", "选第二个", "option 2", "the second one please": a place in a list, and nothing else. A bare
 * word such as "first" is one too, a sentence that has it in it is not.
 */
const PLACE =
  /^(?:(?:我)?(?:要|选|選)?第?|(?:no\.?|number|option|choice|the|#) ?)([1-9一二三四五]|first|second|third|fourth|fifth|last|最后一?|最後一?)(?: ?(?:个|個|单|單|件|笔|筆|条|條|项|項|种|種|号|號)| ?(?:one|option))?(?:吧|谢谢|謝謝|,? please|,? thanks)?[.。、)!?]*$/

const PLACES: Readonly<Record<string, number>> = {
  一: 0,
  二: 1,
  三: 2,
  四: 3,
  五: 4,
  first: 0,
  second: 1,
  third: 2,
  fourth: 3,
  fifth: 4,
  last: -1,
  最后: -1,
  最後: -1,
  最后一: -1,
  最後一: -1,
}

/**
 * What of a list is chosen by its place.
 *
 * @param folded The folded message.
 * @returns `undefined` where the message is no place, or the list has none such.
 */
export function chosenByPlace<Choice>(
  folded: string,
  choices: readonly Choice[],
): Choice | undefined {
  const place = PLACE.exec(folded.trim())?.[1]
  if (place === undefined) return undefined
  return choices.at(PLACES[place] ?? Number(place) - 1)
}
