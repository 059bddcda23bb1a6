import { raw } from 'hono/html'
import type { FC } from 'hono/jsx'
import type { SuiteComparison } from '../compare/compare-runs.js'
import type { RunOrigin } from '../compare/read-run.js'
import { wordsOf } from '../compare/tell-comparison.js'
import type { SuiteReport } from '../suite.js'
import { ChangesSection } from './changes-section.js'
import { explainFigure, SUITE_EXPLANATIONS } from './explanations.js'
import { intervalOf, inUnit } from './figure-table.js'
import { PAGE_CSS } from './page-css.js'
import { SuiteSection, titleOf } from './suite-section.js'

export interface PageFacts {
  readonly reports: readonly SuiteReport[]
  readonly comparisons: readonly SuiteComparison[]
  /** Where this run comes from. */
  readonly origin: RunOrigin
  /** Where the run comes from that it is compared with; `null` when there is none. */
  readonly since: RunOrigin | null
}

/** Draws a run as one page that opens from disk: nothing is loaded, and no script runs. */
export function drawPage(facts: PageFacts): string {
  return `<!doctype html>\n${(<Page {...facts} />).toString()}\n`
}

const Page: FC<PageFacts> = ({ reports, comparisons, origin, since }) => (
  <html lang='en'>
    <head>
      <meta charset='utf-8' />
      <meta name='viewport' content='width=device-width, initial-scale=1' />
      <title>How good is the service centre?</title>
      <style>{raw(PAGE_CSS)}</style>
    </head>
    <body>
      <header>
        <h1>How good is the service centre?</h1>
        <p>
          Kefu answers customers of an online shop: a bot replies from help articles, and calls a
          person where it must. Here it was asked questions whose right outcome people had written
          down beforehand. Every part below is one side of its work.
        </p>
        <p class='soft'>
          Measured {origin.at.slice(0, 16).replace('T', ' ')} UTC
          {origin.commit === null
            ? ''
            : ` at commit ${origin.commit.slice(0, 7)}${origin.changed ? ' with changes not committed' : ''}`}
          , on the articles of {origin.content.name} (fingerprint {origin.content.digest}).
        </p>
      </header>
      <nav aria-label='Parts'>
        <a href='#changes'>What changed</a>
        {reports.map(({ suite }) => (
          <a href={`#${suite}`}>{titleOf(suite)}</a>
        ))}
        <a href='#reading'>How to read it</a>
      </nav>
      <main>
        <div class='tiles'>
          {reports.map((report) => (
            <Tile
              report={report}
              comparison={comparisons.find(({ suite }) => suite === report.suite)}
            />
          ))}
        </div>
        <ChangesSection comparisons={comparisons} since={since} />
        {reports.map((report) => (
          <SuiteSection report={report} />
        ))}
        <Reading />
      </main>
    </body>
  </html>
)

const Tile: FC<{ report: SuiteReport; comparison: SuiteComparison | undefined }> = (props) => {
  const { report, comparison } = props
  const leading = SUITE_EXPLANATIONS[report.suite]?.leading
  const figure = report.figures.find(({ name }) => name === leading) ?? report.figures[0]
  const estimate = figure?.values.all
  return (
    <a class='tile' href={`#${report.suite}`}>
      <strong>{titleOf(report.suite)}</strong>
      {figure && estimate ? (
        <>
          <span class='figure'>{inUnit(estimate.value, figure.unit)}</span>
          {figure.unit === 'percent' || estimate.high <= 1 ? <Bar {...estimate} /> : null}
          <span class='soft'>
            {figure.name}
            {explainFigure(figure.name) && ` (${explainFigure(figure.name)})`};{' '}
            {intervalOf(estimate, figure.unit)} over {report.groups.all ?? 0} lines
          </span>
        </>
      ) : (
        <span class='soft'>nothing could be scored</span>
      )}
      {comparison && (
        <div>
          <span class={`word ${comparison.word}`}>{wordsOf(comparison)}</span>
        </div>
      )}
    </a>
  )
}

/** The figure as a line, and where it might have lain as a band, from 0 to 1. */
const Bar: FC<{ value: number; low: number; high: number }> = ({ value, low, high }) => (
  <div class='bar' aria-hidden='true'>
    <i style={`left:${100 * low}%;width:${100 * (high - low)}%`} />
    <b style={`left:${100 * value}%`} />
  </div>
)

const Reading: FC = () => (
  <section id='reading'>
    <h2>How to read it</h2>
    <dl>
      <dt>81.2 %, 78 – 84 %</dt>
      <dd>
        The figure, and below it where it would have lain in 95 of 100 cases had other questions of
        the same kind been asked. Fewer questions make it wider. Two figures whose ranges overlap
        may well be alike.
      </dd>
      <dt>a dash</dt>
      <dd>The figure says nothing of these questions.</dd>
      <dt>better, worse</dt>
      <dd>
        Said of two runs over the same questions, where chance would hardly ever make such a
        difference. Right-or-wrong figures are tested by McNemar’s exact test, others by drawing the
        questions again in pairs; then all are adjusted for being many (Holm).
      </dd>
      <dt>no difference that 200 questions can show</dt>
      <dd>There may be one, and it is too small for so many questions.</dd>
      <dt>zh-Hans, zh-Hant, en</dt>
      <dd>Customers who write simplified Chinese, traditional Chinese, English.</dd>
      <dt>cross</dt>
      <dd>The customer writes English, and only Chinese articles hold the answer.</dd>
      <dt>near, far</dt>
      <dd>No article answers: near the shop’s subjects, or far from them.</dd>
    </dl>
    <p class='soft'>
      The questions were written for a sample shop by its makers and labelled by one person. They
      are no real customers’ messages.
    </p>
  </section>
)
