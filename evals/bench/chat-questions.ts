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
const WHY = [
  ...[
    '',
    '第一次来，',
    '刚下载软件，',
    '我帮妈妈问的，',
    '在手机上没找到，',
    '看了半天，',
    '朋友推荐来的，',
  ],
  ...[
    '晚上有空，',
    '下个月要用，',
    '在公司里，',
    '用的是平板，',
    '换了新手机，',
    '刚搬家，',
    '国庆以后，',
  ],
  ...['在外地，', '想送人，', '准备囤货，', '页面太多了，', '字太小看不清，', '年纪大了不太会，'],
] as const
const AFTER = ['', '？', '呢', '呀？', '，谢谢', '，急用'] as const

/**
 * The question that a customer writes as their `turn`-th. Half are the bare words, which were asked
 * before; the others stand in one of 720 frames, 8,640 texts in all, so that nearly each is new.
 */
export function questionFor(turn: number, random: () => number): string {
  const question = QUESTIONS[turn % QUESTIONS.length] ?? QUESTIONS[0]
  if (random() < 0.5) return question
  const pick = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? ''
  return `${pick(BEFORE)}${pick(WHY)}${question}${pick(AFTER)}`
}
