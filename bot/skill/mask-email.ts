/** Leaves enough for its owner to know it, and too little for anyone else: `l•••n@mail.example`. */
export function maskEmail(address: string): string {
  const at = address.lastIndexOf('@')
  const name = [...address.slice(0, Math.max(at, 0))]
  const shown = name.length > 3 ? [name[0], '•••', name.at(-1)] : ['•••']
  return `${shown.join('')}${at < 0 ? '' : address.slice(at)}`
}
