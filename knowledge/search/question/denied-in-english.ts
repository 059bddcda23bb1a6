import type { ClauseReader, Heard } from './denied-clause.js'
import { oneOf } from './strip-courtesy.js'

/** What a customer may want done, and so may deny to want: "not a refund". */
const ACT = oneOf(
  'refund(?:s|ing|ed)?|money back|returns?|returning|send(?:ing)? (?:it|them|this) back|exchang(?:e|es|ing)|swap(?:ping)?',
  'replac(?:e|ement|ements|ing)|repairs?|repairing|warranty claim|cancel(?:lation|ling|ing)?|compensation|complain(?:t|ts|ing)?',
)

const LEAD =
  '^(?:(?:no|nope|hey|hi|hello|well|look|sorry|so|and|but|also|again|actually|listen|honestly|please|wait|ok|okay|just|to be clear|like i said|as i said)[, ]+)*'
const I_AM_NOT = "(?:i(?:'m| am|m| was|'ve been| have been)|we(?:'re| are| were)|am|was) not"
const NOT_FOR =
  '(?:(?:even|really|actually|just|here|writing|calling|looking|trying|wanting) )*(?:to )?'
const ASK =
  'ask|asking|inquire|inquiring|enquire|enquiring|wonder|wondering|referring to|talk about|talking about'
const DO_NOT = "(?:do not|don't|dont)"
const DID_NOT = "(?:did not|didn't|didnt|have not|haven't)"
const QUESTION = '(?:about|how|whether|if|when|where|why|what|who|which)\\b'
const A = '(?:a|an|any|the|to|for|about|get|have|request|another)'

/** What was asked is denied, whatever follows; `what` is the question. */
const NOT_ASKED: readonly RegExp[] = [
  `${LEAD}${I_AM_NOT} ${NOT_FOR}(?:${ASK})\\b(?<what>.*)$`,
  `${LEAD}not (?:asking|talking about|wondering)\\b(?<what>.*)$`,
  `${LEAD}(?:i|we) (?:wasn't|weren't|aren't) (?:${ASK})\\b(?<what>.*)$`,
  `${LEAD}(?:i|we) ${DO_NOT} (?:want|need|wish|mean|intend) to (?:ask|know|talk about|learn)\\b(?<what>.+)$`,
  `${LEAD}(?:i|we) ${DID_NOT} (?:ask|asked)(?: you)?(?: anything)? (?<what>${QUESTION}.+)$`,
  `${LEAD}(?:i|we) never asked(?: you)?(?: anything)? (?<what>about\\b.+)$`,
  `${LEAD}(?:i|we) (?:${DO_NOT}|did not|didn't) mean (?!to\\b|it\\b)(?<what>.+)$`,
  `${LEAD}(?:this|that|it|(?:my|the|this) (?:question|message))(?:'s not|(?: is| was) not| isn't| wasn't) (?:about|regarding|concerning) (?!the money\\b|me\\b|you\\b)(?<what>.+)$`,
  `${LEAD}(?:this|it|my question|my message)(?: has|'s got) nothing to do with (?!me\\b|you\\b)(?<what>.+)$`,
].map(patternOf)

/** "Not asking for much" denies nothing. */
const IDIOM =
  /^ (?:for |too )?(?:much|a lot|the (?:moon|world)|too much|(?:a )?favou?rs?|miracles?|anything (?:special|unreasonable|crazy|else)|charity)\b/u

/** A wish is denied. */
const NOT_WANTED: readonly RegExp[] = [
  `${LEAD}(?:i (?:said|meant) )?not (?:${A} )*${ACT}(?: (?:it|them|this|mine|request|question|one))?$`,
].map(patternOf)

/** So where another wish follows, or nothing does. */
const RATHER_NOT: readonly RegExp[] = [
  `${LEAD}(?:i|we) (?:${DO_NOT}|did not|didn't) (?:want|need|wish)(?: ${A})* ${ACT}(?: .{0,24})?$`,
  `${LEAD}${I_AM_NOT} (?:after|looking for|looking|trying)(?: ${A})* ${ACT}(?: .{0,24})?$`,
].map(patternOf)

/** So only where another wish follows: alone, it is displeasure. */
const NOT_BUT: readonly RegExp[] = [
  `${LEAD}${I_AM_NOT} (?:(?:here|writing|calling|contacting you|messaging|trying|looking|going) )+to .+$`,
  `${LEAD}(?:i|we) ${DO_NOT} (?:want|need) to (?:hear|read)\\b.+$`,
  `${LEAD}(?:stop|quit|${DO_NOT}|no need to)(?: keep)? (?:tell|telling|talk|talking|explain|explaining)(?: to me| me)? (?:about )?.+$`,
  `${LEAD}(?:forget|never ?mind)(?: about)? (?:the|my|about|how|what|that) .+$`,
].map(patternOf)

const CONTRAST =
  /^(?:but|instead|rather|only|just)\b|^(?:and |so )?(?:i(?:'m| am) (?:just |only |actually )?(?:asking|after|talking|looking)|i (?:just |only |actually |really )?(?:want|wanted|need|mean|meant|asked|would like)|i'd (?:just )?like|my question|what i|this is about|it(?:'s| is) about)\b/u
const ASKS_INSTEAD =
  /^(?:(?:but|instead|rather|and|so)[, ]+)*(?:i(?:'m| am) (?:just |only |actually )?asking|i (?:just |only |actually )?(?:mean|meant|asked|want to (?:know|ask))|my question|what i)\b/u
const WANTS =
  /^(?:(?:can|could|may) (?:i|you|we)|please|give me|send me|tell me|how|when|where|what|who|which|why|is|are|do|does|an? )\b/u

const AFTER_DENIAL =
  /^(?:(?:but|just|only|rather|instead|and|so)\b[, ]*)*(?:(?:i(?:'m| am) (?:just |only |actually )?(?:asking|wondering|talking)(?: about| for)?|i (?:just |only )?(?:mean|meant|asked)(?: about| for)?|my question is(?: about)?|what i (?:want|need|mean|meant|am asking|asked)(?: to know| for| about)? is|(?:this|it)(?:'s| is) about|asking(?: about| for)?|about|for)(?: |$))?/u

/** "I want an exchange not a refund", "not asking how to return but how to exchange". */
const UNMARKED = [
  / (?=but (?:about|for|how|whether|if|when|where|why|what|who|which|an?|the|i|to|rather|just|can|could)\b)/u,
  / (?=(?:just|only|rather) (?:about|for|how|an?|the|to|want)\b)/u,
  / (?=i(?:'m| am) asking\b|i (?:just |only )?(?:want|mean|need) )/u,
  new RegExp(`(?<=\\b${ACT}) (?=not (?:${A} )*${ACT}$)`, 'u'),
]

/** What a question is about, behind its verb. */
const NAMES =
  /^\s*(?:about|for|regarding|how|whether|if|when|where|why|what|who|which|you to|to)\b/u
const ASKS =
  /\?\s*$|^\s*(?:how|when|where|why|what|who|which|can|could|may|do|does|did|is|are|was|will|would|should|has|have)\b/u
const POINTS = /^(?:about|this|that|the following|it|these|question|one|\s)*$/u

/** Reads English, folded. */
export const ENGLISH_DENIALS: ClauseReader = {
  parts: (clause) =>
    UNMARKED.reduce<readonly string[]>(
      (all, at) => all.flatMap((each) => withSpaces(each.split(at))),
      [clause],
    ),
  read(clause) {
    const said = clause.trim().replace(/[\s,.!;]+$/u, '')
    const asked = NOT_ASKED.map((pattern) => said.match(pattern)).find((match) => match !== null)
    if (asked) {
      const what = asked.groups?.['what'] ?? ''
      return IDIOM.test(what) ? null : { scope: scopeOf(what), when: 'always' }
    }
    if (isOneOf(NOT_WANTED, said)) return { scope: 'clause', when: 'always' }
    if (isOneOf(RATHER_NOT, said)) return { scope: 'clause', when: 'alone-or-contrasted' }
    return isOneOf(NOT_BUT, said) ? { scope: 'clause', when: 'contrasted' } : null
  },
  asks: (clause) => ASKS.test(clause),
  tells: (clause) => !ASKS.test(clause) && !NAMES.test(clause),
  contrasts: (clause, scope) => (scope === 'rest' ? ASKS_INSTEAD : CONTRAST).test(clause.trim()),
  wants: (clause) => CONTRAST.test(clause.trim()) || WANTS.test(clause.trim()),
  withoutContrast: (clause) => clause.replace(AFTER_DENIAL, ''),
}

function scopeOf(what: string): Heard['scope'] {
  const colon = what.indexOf(':')
  if (colon >= 0 && POINTS.test(what.slice(0, colon))) return 'rest'
  if (what.trim() === '') return 'question'
  return NAMES.test(what) || ASKS.test(what) || POINTS.test(what) ? 'clause' : 'question'
}

function isOneOf(patterns: readonly RegExp[], said: string): boolean {
  return patterns.some((pattern) => pattern.test(said))
}

/** What stood between the parts stays with the first. */
function withSpaces(parts: readonly string[]): readonly string[] {
  return parts.map((part, i) => (i < parts.length - 1 ? `${part} ` : part))
}

function patternOf(source: string): RegExp {
  return new RegExp(source, 'u')
}
