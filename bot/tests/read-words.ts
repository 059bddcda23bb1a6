import { join } from 'node:path'
import { loadReplies, type PlainSituation } from '../../handoff/index.js'
import { renderMarkdown } from '../../knowledge/index.js'
import type { Language } from '../../platform/language.js'
import type { WireActivity } from '../channel/activity.js'
import { CONTENT } from './open-test-folders.js'

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#34;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&nbsp;': ' ',
}

/** The words of a page as a person reads them, one run of text a line. */
export function readHtml(html: string): string {
  return html
    .replace(/<(script|style)\b.*?<\/\1>/gs, '\n')
    .replace(/<[^>]+>/g, '\n')
    .replace(/&[#\w]+;/g, (entity) => ENTITIES[entity] ?? entity)
    .replaceAll('&amp;', '&')
    .replace(/\s*\n\s*/g, '\n')
}

/** The runs of text that an answer quotes: without introduction, marks and sources. */
export function quotedRuns({ text = '' }: Pick<WireActivity, 'text'>): readonly string[] {
  const [, ...paragraphs] = text.replace(/^\[\d+\]: .*$/gm, '').split('\n\n')
  const quoted = paragraphs.join('\n\n').replace(/ ?\[\d+\]/g, '')
  return readHtml(renderMarkdown(quoted))
    .split('\n')
    .map((run) => run.trim())
    .filter((run) => run !== '')
}

/** Where the sources below an answer lead. */
export function sourceUrls({ text = '' }: Pick<WireActivity, 'text'>): readonly string[] {
  return [...text.matchAll(/^\[\d+\]: (\S+) "/gm)].map(([, url]) => url ?? '')
}

/** Every way in which the shop's replies say it. */
export async function waysToSay(
  situation: PlainSituation,
  language: Language,
): Promise<readonly string[]> {
  const replies = await loadReplies(join(CONTENT, 'replies'))
  return [0, 1, 2, 3].map((seed) => replies.say(situation, language, {}, seed))
}
