import { getPath } from 'hono/utils/url'

/** What a server asks: a Hono app, or several behind one port. */
export interface Fetcher {
  fetch(request: Request, env?: object): Response | Promise<Response>
}

/**
 * Two apps behind one port: `late` answers what lies at or below one of `paths`, `first` all else.
 *
 * A request for the late one waits for it, so that a start need not.
 *
 * @param paths Such as `/desk`, without a slash at the end.
 */
export function splitPaths(
  first: Fetcher,
  paths: readonly string[],
  late: () => Promise<Fetcher>,
): Fetcher {
  const isLate = (path: string) =>
    paths.some((prefix) => path.startsWith(prefix) && (path[prefix.length] ?? '/') === '/')
  return {
    fetch: async (request, env) => {
      const app = isLate(getPath(request)) ? await late() : first
      return app.fetch(request, env)
    },
  }
}
