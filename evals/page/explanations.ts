/** What a suite is about, for somebody who has never seen the product. */
export interface Explanation {
  readonly title: string
  readonly text: string
  /** The figure that a reader in a hurry looks at. */
  readonly leading: string
}

export const SUITE_EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  retrieval: {
    title: 'Finding the right article',
    text: 'Each question has been labelled with the help articles that answer it. The search is asked, and we look at which place the right article has. The search also says how sure it is that its first article answers; the diagrams show whether this can be believed.',
    leading: 'hit@1',
  },
  decision: {
    title: 'Answer, ask back or call a person',
    text: 'One message to the bot as a customer writes it. Best is to answer what an article answers, to ask back where the message has several meanings, and to call a person where no article helps.',
    leading: 'best outcome',
  },
  extracts: {
    title: 'Choosing the sentences',
    text: 'The bot quotes sentences of an article. Each question has been labelled with the facts that a right answer holds. “Quoted” is what the right article says, so that only the choice of sentences counts; “answered” is what the bot said where it answered.',
    leading: 'quoted: facts',
  },
  answer: {
    title: 'The reply as the customer reads it',
    text: 'The whole reply: does it hold the facts, none of the claims that would mislead, only numbers that its source has, a source that can be followed, and is it in the customer’s language and script?',
    leading: 'facts said',
  },
  handoff: {
    title: 'Calling a person: which rule',
    text: 'Messages that should reach a person by a rule of the handbook, such as a complaint or a question of safety, and others that only look like it. Precision: of the times a rule fired, how often rightly. Recall: of the times it should have fired, how often it did.',
    leading: 'person reached, where a rule should',
  },
  timing: {
    title: 'Calling a person: when',
    text: 'Whole conversations with the turn at which a person is due. Too early makes people do what the bot can; too late annoys. GT-I, GT-II and GT-III are 1 for the right turn and fall the further off it is, slower from I to III.',
    leading: 'GT-II',
  },
  conversation: {
    title: 'Simulated customers',
    text: 'Customers with something they want, some patience and a mood, played by a program against the real bot. They say it in other words when it does not help, pick from what they are offered, ask for a person or leave.',
    leading: 'solved',
  },
  behaviour: {
    title: 'The same, typed otherwise',
    text: 'Questions of all datasets, each changed in a way that should not matter (wide characters, capitals, the other Chinese script, a typing mistake, pinyin, polite words, an order number, emoji), and some that are denied, after which the same answer would be wrong.',
    leading: 'same outcome',
  },
  satisfaction: {
    title: 'Reading how a customer left',
    text: 'Whole dialogues that people labelled from very dissatisfied to very satisfied. A model that has not seen the dialogue judges it. The n-gram rows are a simple rival.',
    leading: 'macro-F1',
  },
  speed: {
    title: 'Speed on this machine',
    text: 'One after the other, nobody else asking. It depends on the machine and on what else it does, so it is told and never compared.',
    leading: 'turn of the bot: half within',
  },
}

/** What a figure says, where its name does not. By its name, or the part behind the colon. */
export const FIGURE_EXPLANATIONS: Readonly<Record<string, string>> = {
  'hit@1': 'the first article found is a right one',
  'hit@3': 'a right one is among the first three',
  mrr: 'one divided by the place of the right article, on average; 1 is best',
  auroc:
    'how well the probability tells questions that have an answer from those that have none: .5 is guessing, 1 perfect',
  brier: 'squared distance from the probability to what came; 0 is best',
  ece: 'how far the probability lies from the share that came true; 0 is best',
  'ece by chance': 'what a perfectly true probability would show on so few questions',
  'coverage at 90': 'share that could be answered with 90 % right, had the threshold been known',
  'coverage at 95': 'the same with 95 % right',
  precision: 'of the times the rule fired, how often rightly',
  recall: 'of the times the rule should have fired, how often it did',
  F1: 'precision and recall in one number; 1 is best',
  'wrong number': 'a number that the passage does not have; should be 0',
  'no source': 'a sentence that the source does not have; should be 0',
  misleads: 'it says what would mislead this customer',
  'forbidden claim':
    'it says what would mislead this customer, of the questions that name such words',
  'repeats, a chat': 'messages of the bot that it had sent word for word before',
  loops: 'chats in which the bot came back twice to where it had been',
  'dead ends, a chat': 'turns that gave neither answer, choice nor person',
  'left standing': 'asked for a person and got none',
  'with a person instead': 'a person took over what an article could have settled',
  'best outcome': 'what serves the customer best: an answer, a question back or a person',
  'facts said': 'of the facts that a right answer holds, over all questions',
  facts: 'of the facts that a right answer holds',
  solved: 'everything wanted was had',
  'same outcome': 'the same decision and, of an answer, the same article',
  'GT-I': '1 for the right turn; one turn off is worth .61',
  'GT-II': '1 for the right turn; one turn off is worth .88',
  'GT-III': '1 for the right turn; one turn off is worth .95',
  'macro-F1': 'how well the three classes are told apart, each counting alike; 1 is best',
}

/** @returns `null` where the name says enough. */
export function explainFigure(name: string): string | null {
  const behind = name.slice(name.lastIndexOf(': ') + 1).trim()
  return FIGURE_EXPLANATIONS[name] ?? FIGURE_EXPLANATIONS[behind] ?? null
}
