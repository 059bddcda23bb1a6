import { execFileSync } from 'node:child_process'

/**
 * Makes a folder a git checkout with one commit of all that is in it.
 *
 * @returns Runs git in it, and gives what it printed.
 */
export function beginCheckout(folder: string): (...args: readonly string[]) => string {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid', ...args], {
      cwd: folder,
      encoding: 'utf8',
    })
  git('init', '--quiet', '--initial-branch=main')
  git('add', '.')
  git('commit', '--quiet', '-m', 'first')
  return git
}
