/** Titles of articles of one department, so that the bot answers and no person takes over. */
const QUESTIONS = [
  '怎么下单',
  '运费怎么算',
  '怎样注册账号',
  '会员有哪些权益',
  '忘记密码怎么办',
  '收不到验证码怎么办',
  '怎么查物流',
  '优惠券怎么用',
  '积分怎么用',
  '会员等级怎么算',
  '怎么注销账号',
  '什么时候发货',
] as const

const BEFORE = ['', '请问', '你好，', '您好，请问', '想问一下', '麻烦问下，'] as const
const AFTER = ['', '？', '呢', '呀？', '，谢谢', '，急用'] as const

/**
 * The question that a customer writes as their `turn`-th. Half are the bare words, the others have
 * some of 36 frames: 432 texts in all, each of them new when it first comes.
 */
export function questionFor(turn: number, random: () => number): string {
  const question = QUESTIONS[turn % QUESTIONS.length] ?? QUESTIONS[0]
  if (random() < 0.5) return question
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  return `${pick(BEFORE)}${question}${pick(AFTER)}`
}
