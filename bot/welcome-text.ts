import type { SignInLink } from '../handoff/index.js'

const PLACES = [
  ['/', 'the sample shop, with the chat'],
  ['/help', 'the help pages'],
  ['/desk', 'the desk of agents'],
  ['/emergency', 'plans for emergencies, for supervisors'],
  ['/knowledge', 'the articles, for editors'],
] as const

/** What the console says when Kefu is ready. */
export function welcomeText(url: string, links: readonly SignInLink[]): string {
  const width = Math.max(...PLACES.map(([path]) => url.length + path.length))
  const places = PLACES.map(([path, what]) => `  ${`${url}${path}`.padEnd(width)}  ${what}`)
  const lines = [`Kefu is ready at ${url}/`, '', ...places]
  if (links.length > 0) {
    lines.push('', 'Sign in with a link, each good once and for 24 hours:')
    for (const { name, role, path } of links)
      lines.push(`  ${role.padEnd(10)} ${name}  ${url}${path}`)
  }
  return lines.join('\n')
}
