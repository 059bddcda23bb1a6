/** "不能退货吗", "难道不能退货吗", "不是可以退吗": asked so, a negation changes nothing. */
const CHINESE = /^(?:难道|是不是)?不(能|可以|会|支持|包|送|提供)(?!不)(.+[吗嘛])([?？!！。\s]*)$/u

/** "can't i return it", "don't you ship to hong kong". */
const ENGLISH =
  /^(can|could|do|does|did|is|are|will|would)(?:n?['’]?t) (i|we|you|it|there|they|the)\b/u

/**
 * A yes-or-no question without its negation: whoever asks "can't I return it?" asks whether they can.
 *
 * @param folded A folded question without courtesy.
 */
export function askPlainly(folded: string): string {
  return folded.replace(CHINESE, '$1$2$3').replace(ENGLISH, '$1 $2')
}
