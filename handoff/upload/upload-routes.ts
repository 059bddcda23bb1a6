import { Hono } from 'hono'
import { Fault } from '../../platform/fault.js'
import { isId } from '../../platform/id.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import type { AccountEnv } from '../account/account-env.js'
import type { Accounts } from '../account/accounts.js'
import { signedIn } from '../account/signed-in.js'
import { ROLES_FOR } from '../account/staff-links.js'
import { deskWords } from '../desk/desk-words.js'
import { type FileType, isPicture } from './upload.js'
import type { UploadLinks } from './upload-links.js'
import type { Uploads } from './uploads.js'

export interface UploadRoutesDeps {
  readonly uploads: Pick<Uploads, 'read'>
  readonly links: Pick<UploadLinks, 'check'>
  readonly accounts: Pick<Accounts, 'accountOf'>
}

/** Whatever the bytes hold, they run nothing and load nothing. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"

/**
 * Customers' files, for whoever is signed in and was given the link by a page of the desk. To be
 * mounted at `UPLOADS_PATH`.
 */
export function uploadRoutes({ uploads, links, accounts }: UploadRoutesDeps): Hono<AccountEnv> {
  return new Hono<AccountEnv>()
    .use('/:id', signedIn(accounts, ROLES_FOR.desk))
    .get('/:id', async (c) => {
      const words = deskWords(chooseLanguage(c))
      const id = c.req.param('id')
      const { until = '', sign = '' } = c.req.query()
      if (!isId('upload', id)) throw new Fault('not-found', words('file-gone'))
      const standing = links.check({ id, agent: c.get('account').id, until, sign })
      if (standing !== 'good') throw new Fault('forbidden', words(`file-link-${standing}`))
      const found = await uploads.read(id)
      if (!found) throw new Fault('not-found', words('file-gone'))
      const { upload, content } = found
      const shown = isPicture(upload) ? 'inline' : 'attachment'
      return c.body(new Uint8Array(content), 200, {
        'Content-Type': upload.type,
        'Content-Disposition': `${shown}; filename*=UTF-8''${fileName(upload.name, upload.type)}`,
        'Content-Security-Policy': POLICY,
        'X-Content-Type-Options': 'nosniff',
      })
    })
}

const ENDINGS: Readonly<Record<FileType, readonly [string, ...string[]]>> = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/webp': ['.webp'],
  'image/gif': ['.gif'],
  'image/heic': ['.heic', '.heif'],
  'application/pdf': ['.pdf'],
  'video/mp4': ['.mp4', '.m4v'],
  'video/quicktime': ['.mov'],
}

/** Ends as what it is: a picture named `photo.exe` is saved as `photo.exe.png`. */
function fileName(name: string, type: FileType): string {
  const endings = ENDINGS[type]
  const isTrue = endings.some((ending) => name.toLowerCase().endsWith(ending))
  return encodeURIComponent(isTrue ? name : name + endings[0]).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
