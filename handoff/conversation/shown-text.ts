import type { Message } from './message.js'

/** What a message says where it is only text: its words, then the names of its files. */
export function shownText({ text, extras }: Pick<Message, 'text' | 'extras'>): string {
  const { files = [], linkedFiles = [] } = extras
  return [text, ...[...files, ...linkedFiles].map(({ name }) => name)]
    .filter((line) => line !== '')
    .join('\n')
}
