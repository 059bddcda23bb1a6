import GithubSlugger from 'github-slugger'

/** Longer names are cut at a word. */
const LONGEST = 40

/** A name for an article that nobody has named yet: `How long it takes` is `how-long-it-takes`. */
export async function slugOf(title: string, isTaken: (slug: string) => boolean): Promise<string> {
  // Read when it is needed: its dictionary takes a while.
  const { pinyin } = await import('pinyin-pro')
  const syllables = pinyin(title, { toneType: 'none', type: 'array', nonZh: 'consecutive' })
  const words = new GithubSlugger()
    .slug(syllables.join(' ').normalize('NFKD'))
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  let slug = ''
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, LONGEST) : `${slug}-${word}`
    if (longer.length > LONGEST) break
    slug = longer
  }
  if (slug === '') slug = 'article'
  if (!isTaken(slug)) return slug
  for (let number = 2; ; number++) {
    if (!isTaken(`${slug}-${number}`)) return `${slug}-${number}`
  }
}
