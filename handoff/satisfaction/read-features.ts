import type { Language } from '../../platform/language.js'
import type { Embed } from '../signal/embed-sentences.js'
import type { SignalReader } from '../signal/signal-reader.js'
import { customerCues, marksOf, serviceCues } from './cues.js'
import { type Dialogue, lastBlock, spokenTurns } from './dialogue.js'
import { type BothDirections, cosine, towards } from './directions.js'
import type { Features } from './features.js'

export interface ReadFeaturesDeps {
  readonly signals: Pick<SignalReader, 'strengths'>
  readonly embed: Embed
  readonly directions: BothDirections
}

/** A message with all that is read from it. */
interface ReadCustomer extends Spoken {
  readonly cues: ReturnType<typeof customerCues>
  readonly marks: ReturnType<typeof marksOf>
  readonly strengths: ReadonlyMap<string, number>
}

interface ReadService extends Spoken {
  readonly cues: ReturnType<typeof serviceCues>
}

interface Spoken {
  readonly text: string
  /** Its place among all turns. */
  readonly place: number
  readonly vector: Float32Array
}

/**
 * Reads what a dialogue is judged by. Messages are embedded one at a time, since in a batch a
 * vector depends on its company.
 *
 * @returns `null` when the customer said nothing.
 */
export async function readFeatures(
  dialogue: Dialogue,
  language: Language,
  deps: ReadFeaturesDeps,
  signal: AbortSignal,
): Promise<Features | null> {
  const turns = spokenTurns(dialogue)
  const customer: ReadCustomer[] = []
  const service: ReadService[] = []
  for (const [place, { from, text }] of turns.entries()) {
    const [vector] = await deps.embed([text], signal, 'question')
    if (vector === undefined) throw new Error('The embedder gave no vector for a message.')
    if (from === 'service') {
      service.push({ text, place, vector, cues: serviceCues(text) })
    } else {
      const strengths = await deps.signals.strengths(text, language, signal)
      const cues = customerCues(text)
      customer.push({ text, place, vector, strengths, cues, marks: marksOf(text) })
    }
  }
  if (customer.length === 0) return null
  const last = customer.slice(-lastBlock(turns).length)
  return {
    ...moodOf(customer, last),
    ...meaningOf(customer, last, deps.directions),
    ...wordingOf(customer, last),
    ...repetitionsOf(customer, service),
    ...serviceOf(service, deps.directions),
    ...courseOf(customer, service),
  }
}

/** Three of a kind are as bad as more. */
const MANY = 3
/** At this length, or with as many messages, the features are about 1. */
const LONG_MESSAGE = 60
const LONG_DIALOGUE = 12

function moodOf(customer: readonly ReadCustomer[], last: readonly ReadCustomer[]) {
  const most = (messages: readonly ReadCustomer[], ...names: readonly string[]) =>
    Math.max(
      ...messages.flatMap(({ strengths }) => names.map((name) => strengths.get(name) ?? 0)),
      0,
    )
  const bad = customer.map((message) =>
    most([message], 'anger', 'complaint', 'not-helped', 'broken-promise', 'threat'),
  )
  const half = Math.floor(bad.length / 2)
  const falls = half === 0 ? 0 : meanOf(bad.slice(-half)) - meanOf(bad.slice(0, half))
  return {
    'last-anger': most(last, 'anger'),
    'last-complaint': most(last, 'complaint'),
    'last-not-helped': most(last, 'not-helped'),
    'last-thanks': most(last, 'thanks'),
    'last-distress': most(last, 'distress'),
    'worst-anger': most(customer, 'anger'),
    'worst-complaint': most(customer, 'complaint'),
    'worst-not-helped': most(customer, 'not-helped'),
    'worst-wants-a-person': most(customer, 'wants-a-person'),
    'worst-broken-promise': most(customer, 'broken-promise'),
    'worst-threat': most(customer, 'threat', 'legal'),
    'mood-falls': falls,
  }
}

function meaningOf(
  customer: readonly ReadCustomer[],
  last: readonly ReadCustomer[],
  { customer: directions }: BothDirections,
) {
  const ofAll = customer.map(({ vector }) => towards(vector, directions))
  const ofLast = ofAll.slice(-last.length)
  type Name = Parameters<(typeof ofAll)[number]['get']>[0]
  const inAll = (name: Name) => meanOf(ofAll.map((near) => near.get(name) ?? 0))
  const inLast = (name: Name) => Math.max(...ofLast.map((near) => near.get(name) ?? 0))
  return {
    'last-pleased': inLast('pleased'),
    'last-accepting': inLast('accepting'),
    'last-settled': inLast('settled'),
    'last-unsolved': inLast('unsolved'),
    'last-resigned': inLast('resigned'),
    'last-ironic': inLast('ironic'),
    'all-pleased': inAll('pleased'),
    'all-unsolved': inAll('unsolved'),
    'all-resigned': inAll('resigned'),
  }
}

function wordingOf(customer: readonly ReadCustomer[], last: readonly ReadCustomer[]) {
  type Cue = ReadCustomer['cues'] extends ReadonlySet<infer Name> ? Name : never
  const says = (messages: readonly ReadCustomer[], cue: Cue) =>
    Math.min(1, messages.filter(({ cues }) => cues.has(cue)).length)
  const often = (cue: Cue) => shareOfMany(customer.filter(({ cues }) => cues.has(cue)).length)
  const marked = (mark: 'question' | 'run' | 'trailing', messages: readonly ReadCustomer[]) =>
    Math.min(1, messages.filter(({ marks }) => marks[mark] === 1).length)
  const length = last.reduce((sum, { text }) => sum + text.length, 0)
  return {
    'last-says-pleased': says(last, 'pleased'),
    'last-says-solved': says(last, 'solved'),
    'last-says-accepts': says(last, 'accepts'),
    'last-says-resigned': says(last, 'resigned'),
    'last-says-leaving': says(last, 'leaving'),
    'last-says-negates': says(last, 'negates'),
    'last-asks': marked('question', last),
    'last-trails-off': marked('trailing', last),
    'last-length': Math.min(1, length / LONG_MESSAGE),
    'says-waited': often('waited'),
    'says-again': often('again'),
    'says-rude': often('rude'),
    'says-quick': says(customer, 'quick'),
    'marks-run': shareOfMany(customer.filter(({ marks }) => marks.run === 1).length),
  }
}

/** From this likeness on a message says what an earlier one said. */
const REPEATED = 0.75
/** A greeting or a yes is like any other. */
const SHORTEST_REPEATED = 5

function repetitionsOf(customer: readonly ReadCustomer[], service: readonly ReadService[]) {
  const asked = likenesses(customer, service)
  return {
    'repeats-most': Math.max(0, ...asked),
    'repeats-share': asked.filter((likeness) => likeness >= REPEATED).length / customer.length,
    'same-answer': Math.max(0, ...likenesses(service, customer)),
  }
}

/** How like each message is to an earlier one of the same side which the other side has answered. */
function likenesses(own: readonly Spoken[], other: readonly Spoken[]): readonly number[] {
  const long = own.filter(({ text }) => text.length >= SHORTEST_REPEATED)
  return long.slice(1).map((message, i) => {
    const answered = other.findLast(({ place }) => place < message.place)?.place ?? -1
    const earlier = long.slice(0, i + 1).filter(({ place }) => place < answered)
    return Math.max(0, ...earlier.map(({ vector }) => cosine(vector, message.vector)))
  })
}

function serviceOf(service: readonly ReadService[], { service: directions }: BothDirections) {
  type Cue = ReadService['cues'] extends ReadonlySet<infer Name> ? Name : never
  const last = service.at(-1)
  const near = last === undefined ? undefined : towards(last.vector, directions)
  const often = (cue: Cue) => shareOfMany(service.filter(({ cues }) => cues.has(cue)).length)
  // The last word of all may be a goodbye, so the last two count.
  const lately = (cue: Cue) => Number(service.slice(-2).some(({ cues }) => cues.has(cue)))
  return {
    'service-done': near?.get('done') ?? 0,
    'service-informing': near?.get('informing') ?? 0,
    'service-refusing': near?.get('refusing') ?? 0,
    'service-putting-off': near?.get('putting-off') ?? 0,
    'service-missing': near?.get('missing') ?? 0,
    'service-caring': near?.get('caring') ?? 0,
    'service-says-done': lately('done'),
    'service-says-refused': often('refused'),
    'service-says-promised': often('promised'),
    'service-says-wait': often('waitAsked'),
    'service-says-sorry': often('apologised'),
    'service-passes-on': often('passedOn'),
    'service-baffled': often('baffled'),
    'service-compensates': often('compensates'),
    'service-asks-for': often('asksFor'),
    'service-curt': often('curt'),
  }
}

function courseOf(customer: readonly ReadCustomer[], service: readonly ReadService[]) {
  const number = customer.find(({ marks }) => marks.number === 1)
  const isDone = service.some(({ cues, place }) => cues.has('done') && place > (number?.place ?? 0))
  const lastWord = (customer.at(-1)?.place ?? 0) > (service.at(-1)?.place ?? -1)
  return {
    'customer-turns': Math.log1p(customer.length) / Math.log1p(LONG_DIALOGUE),
    'customer-last': Number(lastWord),
    'number-without-result': Number(number !== undefined && !isDone),
  }
}

function shareOfMany(count: number): number {
  return Math.min(count, MANY) / MANY
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / (numbers.length || 1)
}
