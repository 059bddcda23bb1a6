import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { TextField } from '../../platform/ui/field.js'
import type { EmergencyId } from './emergency.js'
import { emergencyWords } from './emergency-words.js'
import type { RehearsalLine } from './rehearsal-table.js'

interface TestChatProps {
  readonly language: Language
  readonly id: EmergencyId
  readonly isOpen: boolean
  readonly lines: readonly RehearsalLine[]
}

/** The conversation of a rehearsal: staff play the customer and the agent, the bot is itself. */
export const TestChat: FC<TestChatProps> = ({ language, id, isOpen, lines }) => {
  const words = emergencyWords(language)
  return (
    <section class='test-chat' aria-labelledby='test-chat-title'>
      <h2 id='test-chat-title'>
        {words('test-chat')} <span class='mark accent'>{words('mode-rehearsal')}</span>
      </h2>
      <ol class='plain' id='test-lines'>
        {lines.length === 0 && <li class='soft'>{words('test-chat-empty')}</li>}
        {lines.map((line) => (
          <li class={line.role} lang={line.language}>
            <p class='small soft' lang={language}>
              {line.name === ''
                ? words(`role-${line.role}`)
                : words('played', { role: words(`role-${line.role}`), name: line.name })}
            </p>
            <p class='words'>{line.text}</p>
            {line.turn?.handoff && (
              <p class='small would' lang={language}>
                {words('would-open', {
                  rule: line.turn.handoff.rule,
                  urgency: words(
                    line.turn.handoff.urgency === 'urgent' ? 'urgency-urgent' : 'urgency-normal',
                  ),
                  team:
                    line.turn.handoff.team === null
                      ? words('team-rules')
                      : words('team-of', { team: line.turn.handoff.team }),
                })}
              </p>
            )}
          </li>
        ))}
      </ol>
      {isOpen && (
        <form class='form wide' method='post' action={`/emergency/declared/${id}/say`}>
          <TextField name='text' label={words('test-say')} required />
          <p class='deeds'>
            <button type='submit' name='role' value='customer'>
              {words('say-as-customer')}
            </button>
            <button type='submit' name='role' value='agent'>
              {words('say-as-agent')}
            </button>
          </p>
        </form>
      )}
    </section>
  )
}
