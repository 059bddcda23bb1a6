import { describe, expect, test } from 'vitest'
import { createTimes } from '../../platform/ui/times.js'
import type { Message, MessageExtras } from '../conversation/message.js'
import { deskWords } from './desk-words.js'
import { MessageMarks, type Undelivered } from './message-marks.js'
import type { DeskFrame } from './read-desk.js'

const NOW = Date.UTC(2026, 10, 23, 4)

function draw(extras: MessageExtras, undelivered?: Undelivered): string {
  const frame = {
    language: 'en',
    words: deskWords('en'),
    times: createTimes('en', NOW, 'Asia/Shanghai'),
  } as DeskFrame
  return String(
    <MessageMarks frame={frame} message={{ extras } as Message} undelivered={undelivered} />,
  )
}

describe('beside a message the desk says', () => {
  test('nothing when nothing happened to it', () => {
    expect(draw({})).toBe('')
  })

  test('that it did not arrive, in red until somebody gave it up', () => {
    expect(draw({}, 'failed')).toContain('<a class="mark late" href="/deliveries?view=failed"')
    expect(draw({}, 'given-up')).toContain('<a class="mark" href="/deliveries?view=given-up"')
  })

  test('that its customer changed it, and how it read before', () => {
    const html = draw({ earlier: [{ text: '<b>before', until: NOW }] })

    expect(html).toContain('Edited by the customer')
    expect(html).toContain('&lt;b&gt;before')
  })

  test('that its customer took it back', () => {
    expect(draw({ deletedAt: NOW })).toContain('Deleted by the customer')
  })

  test('which files came with it, of what type and size', () => {
    const url = 'https://contoso.sharepoint.com/a.jpg'
    const html = draw({
      linkedFiles: [
        { name: 'a.jpg', type: 'jpg', size: 1_234_567, url },
        { name: 'b', type: '', size: null, url },
      ],
    })

    expect(html).toContain(`href="${url}" target="_blank" rel="noopener noreferrer"`)
    expect(html).toContain('jpg · 1.2 MB')
    expect(html).toContain('size unknown')
  })
})
