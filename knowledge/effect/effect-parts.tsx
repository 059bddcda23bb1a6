import type { Child, FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { Ago } from '../../platform/ui/time.js'
import type { Times } from '../../platform/ui/times.js'
import type { RunState } from './effect-runs.js'
import { EffectView } from './effect-view.js'
import { type EffectWords, effectWords } from './effect-words.js'

/** Which run a page shows, and of what. */
export interface ShownRun {
  readonly id: string
  readonly state: RunState
  /** The page that shows it, and begins it where it is not going on. */
  readonly href: string
  /** Whether whoever looks does not wait for it. */
  readonly isLeft: boolean
}

interface EffectPartProps {
  readonly language: Language
  readonly times: Times
  readonly run: ShownRun
}

/** What an edit changes, or how far it is known: with the stream that fills it in. */
export const EffectPart: FC<EffectPartProps> = ({ language, times, run }) => {
  const words = effectWords(language)
  const { state, href } = run
  return (
    <section id='effect' class='effect-run' aria-label={words('result')}>
      {state.kind === 'done' ? (
        <>
          <EffectView language={language} effect={state.effect} />
          <p class='soft small'>
            {words('counted')} <Ago times={times} at={state.at} />
          </p>
        </>
      ) : run.isLeft || state.kind === 'ended' ? (
        <div class='notice'>
          <p>{words(state.kind === 'asking' ? 'left' : 'ended')}</p>
          <p>
            <a class='button' href={href}>
              {words('again')}
            </a>
          </p>
        </div>
      ) : state.kind === 'failed' ? (
        <Failed words={words} run={run} state={state} />
      ) : (
        <Waiting language={language} run={run} state={state} />
      )}
    </section>
  )
}

interface FailedProps {
  readonly words: EffectWords
  readonly run: ShownRun
  readonly state: RunState & { readonly kind: 'failed' }
}

const Failed: FC<FailedProps> = ({ words, run, state }) => (
  <div class='notice late' role='alert'>
    <p>{words(`failed-${state.reason}`)}</p>
    {state.reason === 'unreadable' ? (
      <p class='plain-text' lang='en'>
        {state.detail}
      </p>
    ) : (
      <Deed name='again' run={run} label={words('again')} />
    )}
  </div>
)

interface WaitingProps {
  readonly language: Language
  readonly run: ShownRun
  readonly state: RunState & { readonly kind: 'asking' }
}

const Waiting: FC<WaitingProps> = ({ language, run, state }) => {
  const words = effectWords(language)
  return (
    <div class='notice effect-waiting'>
      <div id='effect-progress'>
        <Progress words={words} state={state} />
      </div>
      <p class='soft'>{words('waiting')}</p>
      <noscript>
        <p>
          {words('no-script')} <a href={run.href}>{words('reload')}</a>
        </p>
      </noscript>
      <Deed name='stop' run={run} label={words('stop')} />
      <div
        hx-sse:connect={`/knowledge/effect/stream?${new URLSearchParams({ run: run.id, href: run.href, lang: language })}`}
        hx-config='{"sse": {"pauseOnBackground": false}}'
        hx-target='this'
        hx-swap='none'
      />
    </div>
  )
}

/** A part that takes another's place, as htmx reads it from a stream. */
const Partial: FC<{ target: string; swap: string; children?: Child }> = (props) => (
  <hx-partial hx-target={props.target} hx-swap={props.swap}>
    {props.children}
  </hx-partial>
)

/** What a stream sends of a state: the count alone while it grows, the whole part once it is over. */
export const EffectChange: FC<EffectPartProps> = (props) => {
  const { state } = props.run
  return state.kind === 'asking' ? (
    <Partial target='#effect-progress' swap='innerHTML'>
      <Progress words={effectWords(props.language)} state={state} />
    </Partial>
  ) : (
    <Partial target='#effect' swap='outerHTML'>
      <EffectPart {...props} />
    </Partial>
  )
}

const Progress: FC<{ words: EffectWords; state: WaitingProps['state'] }> = ({ words, state }) => {
  const { done, total } = state
  if (total === 0) {
    return (
      <>
        <p>{words('preparing')}</p>
        <progress aria-label={words('result')} />
      </>
    )
  }
  return (
    <>
      <p>{words('asking', { count: total, done })}</p>
      <progress aria-label={words('result')} value={String(done)} max={String(total)} />
    </>
  )
}

const Deed: FC<{ name: 'stop' | 'again'; run: ShownRun; label: string }> = (props) => {
  const { name, run, label } = props
  return (
    <form method='post' action={`/knowledge/effect/${name}`}>
      <input type='hidden' name='run' value={run.id} />
      <input type='hidden' name='href' value={run.href} />
      <button type='submit'>{label}</button>
    </form>
  )
}
