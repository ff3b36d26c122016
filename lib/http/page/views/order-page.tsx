/** The page of several passes that belong together. */
import { linkFileNames } from '../../../core/links/link-address.ts'
import { passMediaType } from '../../file-response.ts'
import { Until } from './filled.tsx'
import { Layout } from './layout.tsx'
import { Notice } from './notice.tsx'
import { cardRoom, drawingAt } from './pass-drawing.tsx'
import { titleOf } from './pass-page.tsx'
import { badgeAt, type PassView, type View } from './view.ts'
import { WalletButton } from './wallet-button.tsx'
import { lookOf, Ways } from './ways.tsx'

/** What tells one ticket from the next: a name, a seat. */
const mostFields = 3
const mostCharacters = 80

const distinction = ({ fields }: PassView['shown']): string =>
  [...fields.primaryFields, ...fields.secondaryFields, ...fields.auxiliaryFields]
    .slice(0, mostFields)
    .map(({ value }) => value.slice(0, mostCharacters))
    .filter((value) => value !== '')
    .join(' · ')

const OrderedPass = ({ view, pass }: { view: View; pass: PassView }) => {
  const { texts, folder, search } = view
  const { place, shown, locale, language } = pass
  return (
    <li class="card">
      <h2 lang={language} dir="auto">
        {titleOf(shown)}
      </h2>
      <p class="quiet small" lang={language} dir="auto">
        {distinction(shown)}
      </p>
      <Notice texts={texts} shown={shown} />
      <img src={drawingAt(`${folder}${place}/`, 'front', locale)} alt={texts.front} {...cardRoom} loading="lazy" />
      <WalletButton
        href={`${folder}${place}/${linkFileNames.pass}`}
        label={texts.add}
        mediaType={passMediaType}
        badge={badgeAt(view, folder)}
      />
      <a class="button" href={`${folder}${place}${search}`}>
        {texts.showPass}
      </a>
    </li>
  )
}

/** The page of an order: how to take all passes along, then each with its picture and a button of its own. */
export const OrderPage = ({ view }: { view: View }) => {
  const { texts, passes, address, folder } = view
  const [{ place, locale }] = passes
  const title = texts.orderTitle.replace('{count}', String(passes.length))
  const organizations = [...new Set(passes.map(({ shown }) => shown.organizationName))].join(', ')
  const preview = { description: organizations, address, image: `${address}/${linkFileNames.picture}` }
  const icon = drawingAt(`${folder}${place}/`, 'front', locale)
  return (
    <Layout texts={texts} title={title} base={view.base} look={lookOf(view.visitor)} preview={preview} icon={icon}>
      <main class="order">
        <header>
          <h1>{title}</h1>
          <p class="quiet" dir="auto">
            {organizations}
          </p>
        </header>
        <Ways view={view} />
        <ul class="passes">
          {passes.map((pass) => (
            <OrderedPass view={view} pass={pass} />
          ))}
        </ul>
        <footer class="quiet small">
          <p>
            <Until text={texts.linkUntil} at={view.linkExpiresAt} locale={view.locale} />
          </p>
        </footer>
      </main>
    </Layout>
  )
}
