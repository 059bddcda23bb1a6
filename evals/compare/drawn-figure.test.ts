import { expect, test } from 'vitest'
import { figureOf, MARK_KINDS, type Mark } from '../report/mark.js'
import { seededRandom } from '../report/random.js'
import { drawnFigure } from './drawn-figure.js'

test.each(MARK_KINDS)('%s of a draw is that of the marks as often as they were drawn', (kind) => {
  const random = seededRandom(3)
  const marks = Array.from({ length: 40 }, (_, i): Mark | null => {
    // Tenths, so that claims tie.
    const claim = Math.floor(10 * random()) / 10
    if (i % 7 === 0) return null
    return kind === 'mean' ? claim : [claim, random() < claim ? 1 : 0]
  })
  const figure = drawnFigure(kind, marks)

  for (let draw = 0; draw < 20; draw++) {
    const times = Uint16Array.from(marks, () => Math.floor(3 * random()))
    const repeated = marks.flatMap((mark, i) =>
      mark === null ? [] : new Array<Mark>(times[i] ?? 0).fill(mark),
    )
    const whole = figureOf(kind, repeated)

    expect(whole).not.toBeNull()
    expect(figure(times)).toBeCloseTo(whole ?? Number.NaN, 10)
  }
})

test.each(MARK_KINDS)('%s of a draw that holds nothing cannot be said', (kind) => {
  expect(
    drawnFigure(
      kind,
      [1, null].map((mark) => (kind === 'mean' ? mark : null)),
    )(Uint16Array.of(0, 5)),
  ).toBeNull()
})
