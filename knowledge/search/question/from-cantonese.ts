/** Words of Hong Kong's everyday writing, folded, and how the articles' Chinese says them. */
const WORDS: readonly (readonly [cantonese: string, standard: string])[] = [
  ['点解', '为什么'],
  ['点样', '怎么'],
  ['点算', '怎么办'],
  ['几时先', '什么时候才'],
  ['几时', '什么时候'],
  ['几耐先', '多久才'],
  ['几耐', '多久'],
  ['几多钱', '多少钱'],
  ['几多', '多少'],
  ['边度', '哪里'],
  ['边个', '谁'],
  ['边间', '哪家'],
  ['可唔可以', '可以'],
  ['可不可以', '可以'],
  ['得唔得', '可以吗'],
  ['系咪', '是不是'],
  ['有冇', '有没有'],
  ['使唔使', '要不要'],
  ['唔使', '不用'],
  ['唔好', '不要'],
  ['唔系', '不是'],
  ['系想', '是想'],
  ['系问', '是问'],
  ['系要', '是要'],
  ['唔到', '不到'],
  ['唔', '不'],
  ['仲未', '还没'],
  ['仲有', '还有'],
  ['仲', '还'],
  ['冇', '没有'],
  ['未有', '没有'],
  ['平咗', '便宜了'],
  ['咗', '了'],
  ['嘅', '的'],
  ['喺', '在'],
  ['畀', '给'],
  ['俾', '给'],
  ['啲', '些'],
  ['你哋', '你们'],
  ['我哋', '我们'],
  ['佢哋', '他们'],
  ['佢', '它'],
  ['嚟', '来'],
  ['乜嘢', '什么'],
  ['咩', '什么'],
  ['呢个', '这个'],
  ['嗰个', '那个'],
  ['而家', '现在'],
  ['听日', '明天'],
  ['寻日', '昨天'],
  ['揾', '找'],
  ['攞', '拿'],
  ['寄返', '寄回'],
  ['退返', '退回'],
  ['收返', '收回'],
  ['嘢', '东西'],
  ['咁', '这么'],
  ['琴日', '昨天'],
  ['影相', '拍照'],
  ['㖞', ''],
  ['㗎', ''],
]

/** No other Chinese has these. */
const CANTONESE =
  /[唔冇咗嘅喺畀啲佢嚟咩揾攞嗰哋嘢㖞㗎]|点解|点样|点算|几时|几耐|几多|边度|边个|仲未|系咪|乜嘢|而家|听日/u

/**
 * A question from Hong Kong in the words that articles use; any other as it is. 點樣退貨 found its
 * article at .18, 怎么退货 at .97.
 *
 * @param folded From `foldText`, in simplified characters.
 */
export function fromCantonese(folded: string): string {
  if (!CANTONESE.test(folded)) return folded
  return WORDS.reduce((text, [cantonese, standard]) => text.replaceAll(cantonese, standard), folded)
}
