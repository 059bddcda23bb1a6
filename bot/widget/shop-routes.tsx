import { type Context, Hono } from 'hono'
import type { HttpEnv } from '../../platform/http/http-env.js'
import { chooseLanguage } from '../../platform/ui/choose-language.js'
import { type ChatRoutesDeps, chatRoutes } from './chat-routes.js'
import { embedRoutes, WIDGET_PATH } from './embed-routes.js'
import type { SampleSignInDeps } from './sample-sign-in.js'
import { ShopPage } from './shop-page.js'
import { PRODUCTS } from './shop-products.js'
import { PRODUCT_PICTURES, SHOP_ICON, SHOP_STYLE } from './widget-files.js'
import { widgetWords } from './widget-words.js'

export interface ShopDeps extends ChatRoutesDeps {
  /** The sample shop lets anyone sign in as one of these. */
  readonly sample?: Pick<SampleSignInDeps, 'customers' | 'cookie'>
}

/**
 * The chat as any shop's page embeds it, and the sample shop's page at `/`, which embeds it just
 * so.
 */
export function shopRoutes(deps: ShopDeps): Hono<HttpEnv> {
  const { assets } = deps

  async function accountOf(c: Context) {
    if (!deps.sample) return {}
    const { customers, cookie } = deps.sample
    const id = await cookie.read(c)
    return { account: { customers, signedIn: customers.find((each) => each.id === id) } }
  }

  return new Hono<HttpEnv>()
    .route('/', chatRoutes(deps))
    .route('/', embedRoutes(deps))
    .get('/', async (c) => {
      const language = chooseLanguage(c)
      return c.html(
        <ShopPage
          language={language}
          words={widgetWords(language)}
          styles={[...deps.styles, SHOP_STYLE].map((name) => assets.url(name))}
          products={PRODUCTS}
          pictures={assets.url(PRODUCT_PICTURES)}
          icon={assets.url(SHOP_ICON)}
          widget={WIDGET_PATH}
          {...(await accountOf(c))}
        />,
      )
    })
}
