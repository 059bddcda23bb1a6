import type { FC } from 'hono/jsx'
import type { Language } from '../../platform/language.js'
import { LanguageLinks } from '../../platform/ui/language-links.js'
import { Page } from '../../platform/ui/layout.js'
import { SampleSignIn, type SampleSignInProps } from './sample-sign-in.js'
import type { Product } from './shop-products.js'
import type { WidgetWords } from './widget-words.js'

export interface ShopPageProps {
  readonly language: Language
  readonly words: WidgetWords
  readonly styles: readonly string[]
  readonly products: readonly Product[]
  /** Address of the file with their pictures. */
  readonly pictures: string
  /** Address of the shop's mark. */
  readonly icon: string
  /** Address of the script that draws the chat. */
  readonly widget: string
  /** Who may sign in, and who is; only the sample shop lets anyone. */
  readonly account?: Pick<SampleSignInProps, 'customers' | 'signedIn'>
}

/** The front page of the sample shop, with the chat as any shop's page has it. */
export const ShopPage: FC<ShopPageProps> = (props) => {
  const { language, words, products, pictures } = props
  return (
    <Page
      language={language}
      title={`${words('shop-name')} · ${words('shop-line')}`}
      styles={props.styles}
      head={<link rel='icon' href={props.icon} type='image/svg+xml' />}
      header={<ShopHeader {...props} />}
    >
      <div class='shop'>
        <section class='shop-hero'>
          <h1>{words('shop-line')}</h1>
          <p class='soft'>{words('shop-lead')}</p>
        </section>
        <section aria-labelledby='products-title'>
          <h2 id='products-title'>{words('shop-products')}</h2>
          <ul class='plain shop-products'>
            {products.map((product) => (
              <ProductCard
                product={product}
                language={language}
                words={words}
                picture={`${pictures}#${product.picture}`}
              />
            ))}
          </ul>
        </section>
        <p class='soft small'>{words('shop-sample')}</p>
      </div>
      <script src={props.widget} async />
    </Page>
  )
}

const ShopHeader: FC<Pick<ShopPageProps, 'language' | 'words' | 'icon' | 'account'>> = (props) => {
  const { language, words, icon, account } = props
  return (
    <header id='shop-bar'>
      <a class='shop-brand' href={`/?lang=${language}`}>
        <img src={icon} alt='' width='24' height='24' />
        {words('shop-name')}
      </a>
      <a href={`/help?lang=${language}`}>{words('shop-help')}</a>
      {account && <SampleSignIn language={language} words={words} {...account} />}
      <LanguageLinks language={language} hrefIn={(each) => `/?lang=${each}`} />
    </header>
  )
}

interface ProductCardProps {
  readonly product: Product
  readonly language: Language
  readonly words: WidgetWords
  readonly picture: string
}

const ProductCard: FC<ProductCardProps> = ({ product, language, words, picture }) => (
  <li class='shop-product'>
    <div class='shop-picture'>
      <svg aria-hidden='true'>
        <use href={picture} />
      </svg>
    </div>
    <h3>{product.name[language]}</h3>
    <p class='soft small'>{product.line[language]}</p>
    <div class='shop-buy'>
      <span class='shop-price'>{priceIn(language, product.yuan)}</span>
      <button type='button' aria-disabled='true' title={words('shop-sample')}>
        {words('shop-add')}
      </button>
    </div>
  </li>
)

function priceIn(language: Language, yuan: number): string {
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    maximumFractionDigits: 0,
  }).format(yuan)
}
