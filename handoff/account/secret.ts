import { createHash, randomBytes } from 'node:crypto'

/** Text that cannot be guessed: 256 bits, fit for an address or a cookie. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is stored in place of a secret, so that a stolen database opens no door. Secrets of 256
 * bits need no slow hash.
 */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
