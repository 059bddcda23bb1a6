import type { Language } from '../../platform/language.js'
import type { Embedder } from '../embed/embedder.js'
import type { Lesson } from './learn-confidence.js'

/**
 * Questions that no shop's articles answer. Some are near in their words, since people do ask such
 * things in a shop's chat; the confidence learns from them what "no article" looks like.
 */
const OFF_TOPIC: readonly { readonly text: string; readonly language: Language }[] = [
  ...list(
    'zh-Hans',
    `今天天气怎么样|帮我写一首诗|你们老板叫什么名字|怎么去机场最快|一加一等于几|推荐一部好看的电影
     感冒了吃什么药好|你喜欢我吗|股票明天会涨吗|怎么申请签证|公积金怎么提取|附近有什么好吃的
     孩子发烧怎么办|怎么学好英语|你们公司招人吗，工资多少|世界杯谁赢了|帮我翻译这句话|电脑蓝屏了怎么修
     怎么办理社保转移|能帮我抢火车票吗|身份证丢了去哪补办|怎么减肥最快|猫咪不吃东西怎么办|讲个笑话
     银行卡的密码忘了怎么办|车险怎么理赔|明天限号多少|怎么注册公司|蛋糕怎么做|你是哪里人
     手机没有信号了打给谁|电费在哪里交|小区停水了什么时候来|外卖超时了能赔吗|酒店能几点入住|航班延误有补偿吗
     这道数学题怎么解|周末去哪里玩|离婚要准备哪些材料|哪款游戏好玩`,
  ),
  ...list(
    'en',
    `what is the weather today|tell me a joke|who won the match last night|how do I bake bread
     what is the capital of France|can you write my essay|how do I renew my passport
     my laptop will not start, what now|how do I lose weight|is the stock market going up
     do you have a girlfriend|where can I park near the airport|how do I apply for a visa
     my dog is not eating, what should I do|what time does the museum open|translate this sentence
     how much tax do I have to pay|can I bring liquids on the plane|are you hiring engineers
     how do I reset my router|my flight was delayed, do I get money back|recommend a good film
     what time is hotel check-in|how do I open a bank account|who is your chief executive
     when is the next bus|can you fix my car|how do I learn the piano|what is two plus two
     who is the president`,
  ),
]

function list(language: Language, text: string): readonly { text: string; language: Language }[] {
  return text.split(/[|\n]/).map((question) => ({ text: question.trim(), language }))
}

/** The questions off topic, with their vectors where there is a model. */
export async function offTopicLessons(
  embedder: Pick<Embedder, 'embed'> | null,
  signal: AbortSignal,
): Promise<readonly Lesson[]> {
  const texts = OFF_TOPIC.map(({ text }) => text)
  // One at a time, behind what customers ask.
  const vectors = await Promise.all(texts.map((text) => embedder?.embed([text], signal, 'passage')))
  return OFF_TOPIC.map(({ text, language }, i) => ({
    text,
    language,
    gold: null,
    vector: vectors[i]?.[0] ?? null,
  }))
}
