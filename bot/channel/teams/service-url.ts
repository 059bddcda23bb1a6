/** Whether this name or address means the same machine. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare)
}

/** Reads `a.example, .b.example` as a list. */
export function readHosts(text: string): readonly string[] {
  return text
    .split(/[\s,]+/)
    .map((host) => host.toLowerCase())
    .filter((host) => host !== '')
}

/**
 * Whether our answers, and the token that goes with them, may be sent to this address.
 *
 * The host is taken from the parsed address, since one such as `https://good.example@evil.example`
 * only looks like another.
 *
 * @param hosts Names, and endings that begin with a point; `null` for this machine alone.
 */
export function isServiceUrl(address: string, hosts: readonly string[] | null): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username !== '' || password !== '') return false
  if (hosts === null) return /^https?:$/.test(protocol) && isLoopback(hostname)
  const known = hosts.some((host) =>
    host.startsWith('.') ? hostname.endsWith(host) : hostname === host,
  )
  return known && (protocol === 'https:' || isLoopback(hostname))
}
