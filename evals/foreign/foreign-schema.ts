import { z } from 'zod'

const idMessage = 'must be a text or a number'

/** What names a line in the output; kept as it came. */
export const idSchema = z.union([z.string(idMessage).min(1, idMessage), z.number(idMessage)], {
  error: idMessage,
})

/** A tag such as `zh-TW` or `en`; one that is neither Chinese nor English is left to the words. */
export const languageSchema = z.string('must be a text such as zh-Hans, zh-Hant or en').nullish()
