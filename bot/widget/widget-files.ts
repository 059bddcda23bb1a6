import { fileURLToPath } from 'node:url'
import type { AssetFile } from '../../platform/http/assets.js'
import { packageFile } from '../../platform/http/package-file.js'

const FOLDER = new URL('./browser/', import.meta.url)

/** What shops' pages load as one file, in this order. */
export const WIDGET_SCRIPTS = [
  'widget-look.js',
  'widget-memory.js',
  'widget-service.js',
  'widget-drawing.js',
  'widget.js',
] as const

/** Run in this order: each adds its part to `window.kefu`, and the last one begins. */
export const CHAT_SCRIPTS = [
  'chat-page.js',
  'chat-connection.js',
  'chat-drawing.js',
  'chat-notices.js',
  'chat-sending.js',
  'chat-panel.js',
] as const

/** Fetched when the chat is first opened. */
export const REACT_SCRIPT = 'react.js'
export const WEB_CHAT_SCRIPT = 'web-chat.js'

export const CHAT_STYLE = 'chat.css'
export const SHOP_STYLE = 'shop.css'
export const SHOP_ICON = 'qingwu.svg'
export const PRODUCT_PICTURES = 'products.svg'

/**
 * What the browser needs of this folder and of Microsoft's Web Chat.
 *
 * @throws {Fault} `misconfigured` when Web Chat is not installed.
 */
export function widgetFiles(): readonly AssetFile[] {
  const names = [CHAT_STYLE, SHOP_STYLE, SHOP_ICON, PRODUCT_PICTURES]
  const own = [...WIDGET_SCRIPTS, ...CHAT_SCRIPTS, ...names].map((name) => ({
    name,
    path: fileURLToPath(new URL(name, FOLDER)),
  }))
  return [
    ...own,
    // Web Chat brings its own React and does not show it; middlewares make elements with this one.
    { name: REACT_SCRIPT, path: packageFile('react', 'umd/react.production.min.js') },
    { name: WEB_CHAT_SCRIPT, path: packageFile('botframework-webchat', 'dist/webchat.js') },
  ]
}
