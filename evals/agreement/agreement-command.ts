import { basename } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../platform/fault.js'
import { readDatasets } from '../datasets/read-dataset.js'
import { estimate, type Statistic } from '../report/bootstrap.js'
import { drawEstimate } from '../report/table.js'
import { cohensKappa, krippendorffAlpha, type Labels, quadraticKappa } from './kappa.js'

/** What a line may be labelled with, the first of them that it has. */
const LABEL_KEYS = ['label', 'rule', 'score', 'expected', 'kind', 'gold'] as const

const label = z.union([z.string(), z.number(), z.null(), z.array(z.string())])

const lineSchema = z
  .looseObject({
    id: z.string().min(1, 'must be a text that names the line'),
    /** By several people in one file, by their names. */
    labels: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    ...Object.fromEntries(LABEL_KEYS.map((key) => [key, label.optional()])),
  })
  .refine((line) => line.labels !== undefined || keyOf(line) !== undefined, {
    path: ['label'],
    message: `must be there, or one of ${LABEL_KEYS.slice(1).join(', ')}, or labels by person`,
  })

type Line = z.infer<typeof lineSchema>
type Label = string | number

/** One person's labels by the id of the line. */
interface Person {
  readonly name: string
  readonly labels: ReadonlyMap<string, Label>
}

/**
 * Prints how far people agree who labelled the same lines: each pair by Cohen's kappa, and all
 * together by Krippendorff's alpha, with intervals over the lines.
 *
 * A file is one person's labels, or has `labels` by person in each line.
 *
 * @throws {Fault} `bad-input` with every problem of every file, and unless two people have labelled.
 */
export async function tellAgreement(
  files: readonly string[],
  print: (text: string) => void,
): Promise<void> {
  const datasets = await readDatasets(files, lineSchema)
  const people = datasets.flatMap(({ name, lines }, i) =>
    peopleOf(
      files.length === new Set(files.map((file) => basename(file))).size
        ? name
        : (files[i] ?? name),
      lines,
    ),
  )
  if (people.length < 2) {
    throw new Fault(
      'bad-input',
      `Agreement takes the labels of two people or more, and there are ${people.length}: npm run evals -- agreement FIRST.jsonl SECOND.jsonl, or one file whose lines have "labels" by person.`,
    )
  }
  const ids = [...new Set(people.flatMap(({ labels }) => [...labels.keys()]))]
  const lines = ids.map((id) => people.map(({ labels }) => labels.get(id) ?? null))
  print([...pairwise(people, lines), ...together(people, lines)].join('\n'))
}

function peopleOf(file: string, lines: readonly Line[]): readonly Person[] {
  const people = new Map<string, Map<string, Label>>()
  const add = (person: string, id: string, given: Label) => {
    const labels = people.get(person) ?? new Map<string, Label>()
    people.set(person, labels.set(id, given))
  }
  for (const line of lines) {
    if (line.labels) {
      for (const [person, given] of Object.entries(line.labels)) add(person, line.id, given)
    } else {
      add(file, line.id, labelOf(line))
    }
  }
  return [...people].map(([name, labels]) => ({ name, labels }))
}

function keyOf(line: Readonly<Record<string, unknown>>): string | undefined {
  return LABEL_KEYS.find((key) => line[key] !== undefined)
}

/** A list in any order is one label, and `null` is one as well: that nothing holds. */
function labelOf(line: Line): Label {
  const key = keyOf(line)
  const given = key === undefined ? null : label.parse(line[key])
  if (Array.isArray(given)) return given.toSorted().join(' ')
  return given ?? 'none'
}

type Row = Labels<Label>

function pairwise(people: readonly Person[], lines: readonly Row[]): readonly string[] {
  return people.flatMap((first, i) =>
    people.slice(i + 1).map((second, j) => {
      const both = lines.flatMap((line) => {
        const [a, b] = [line[i] ?? null, line[i + 1 + j] ?? null]
        return a === null || b === null ? [] : [[a, b] as const]
      })
      const same = both.filter(([a, b]) => a === b).length
      return [
        `${first.name} and ${second.name}: ${both.length} lines, the same label on ${same}`,
        `  kappa ${shown(both, cohensKappa)}`,
        ...(numbersIn(both) === null
          ? []
          : [
              `  kappa, squared distances ${shown(both, (drawn) => quadraticKappa(numbersIn(drawn) ?? []))}`,
            ]),
      ].join('\n')
    }),
  )
}

function numbersIn(
  pairs: readonly (readonly [Label, Label])[],
): readonly (readonly [number, number])[] | null {
  const numbers = pairs.flatMap(([a, b]) =>
    typeof a === 'number' && typeof b === 'number' ? [[a, b] as const] : [],
  )
  return numbers.length === pairs.length && pairs.length > 0 ? numbers : null
}

function together(people: readonly Person[], lines: readonly Row[]): readonly string[] {
  if (people.length === 2) return []
  return [
    `All ${people.length}: alpha ${shown(lines, krippendorffAlpha)} over ${lines.length} lines`,
  ]
}

function shown<Sample>(samples: readonly Sample[], of: Statistic<Sample>['of']): string {
  return drawEstimate(estimate(samples, { applies: () => true, of }), 'number')
}
