import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { textFrom } from '../../../../platform/env.js'
import { reasonOf } from '../../../../platform/fault.js'
import { makePackage } from './make-package.js'

// `npm run teams:package`: writes the app that an administrator uploads to Teams.
try {
  const { values } = parseArgs({
    options: {
      'app-id': { type: 'string', default: textFrom(process.env, 'KEFU_TEAMS_APP_ID', '') },
      site: { type: 'string', default: textFrom(process.env, 'KEFU_SITE', '') },
      content: { type: 'string', default: textFrom(process.env, 'KEFU_CONTENT', 'content') },
      version: { type: 'string', default: '1.0.0' },
      out: { type: 'string', default: 'kefu-teams.zip' },
    },
  })
  if (!URL.canParse(values.site)) {
    throw new Error(
      `The site is ${JSON.stringify(values.site)}. Set KEFU_SITE or give --site https://help.shop.example.`,
    )
  }
  const zip = await makePackage({
    file: join(values.content, 'teams-app.yaml'),
    appId: values['app-id'],
    site: values.site,
    version: values.version,
  })
  await writeFile(values.out, zip)
  console.log(`${resolve(values.out)} (${zip.length} bytes). Upload it in the Teams admin center.`)
} catch (cause) {
  console.error(reasonOf(cause))
  process.exitCode = 1
}
