/** What a visit of a link shows. */
import { fallbacks } from '../../core/format/languages.ts'
import { linkAddress } from '../../core/links/link-address.ts'
import type { LinkedPass } from '../../service/links/link-services.ts'
import { visitorOf } from './devices.ts'
import type { PageOptions } from './page-options.ts'
import { BarcodePage } from './views/barcode-page.tsx'
import { OrderPage } from './views/order-page.tsx'
import { PassPage } from './views/pass-page.tsx'
import type { PassView, View } from './views/view.ts'
import { localeOf, passOf, shownOn, type Visit } from './visit.ts'
import { languageOf, textsFor } from './wishes.ts'

const passView = (visit: Visit, pass: LinkedPass, options: PageOptions): PassView => {
  const shown = shownOn(visit, pass, options)
  const language = languageOf(pass.content, shown.language, pass.defaultLanguage)
  return { place: pass.place, shown, language, locale: localeOf(visit, pass) }
}

/** Whether the page speaks a language because somebody chose it; other pages then follow. */
const searchOf = ({ request, wishes }: Visit): string =>
  new URL(request.url).searchParams.has('lang') && wishes[0] !== undefined ? `?lang=${wishes[0]}` : ''

/** @param below how many folders below the page of the link the page is */
const viewOf = (
  visit: Visit,
  passes: readonly [PassView, ...PassView[]],
  below: number,
  options: PageOptions,
): View => {
  const { request, wishes, token, opened } = visit
  const texts = textsFor(wishes, opened.passes[0]?.defaultLanguage)
  const isOneOfOrder = opened.kind === 'order' && passes.length === 1
  return {
    texts,
    locale: wishes.find((wish) => fallbacks(wish, wish).includes(texts.language)) ?? texts.language,
    visitor: visitorOf(request),
    kind: isOneOfOrder ? 'pass' : opened.kind,
    passes,
    linkExpiresAt: opened.expiresAt,
    base: `${'../'.repeat(below)}${opened.token}/`,
    folder: isOneOfOrder ? `${passes[0].place}/` : '',
    linkFolder: opened.token === token ? '' : `../${token}/`,
    home: `../${token}`,
    address: linkAddress(options.publicBaseUrl, token),
    search: searchOf(visit),
    hasBadge: [texts.language, 'en'].some((language) => options.badges?.has(language)),
  }
}

/** The page of a link, or of a pass of an order. */
export const linkPage = (visit: Visit, options: PageOptions) => {
  const { opened, place } = visit
  const below = place === undefined ? 0 : 1
  const [first, ...others] = opened.passes
  if (place === undefined && first && others.length > 0) {
    const view = (pass: LinkedPass) => passView(visit, pass, options)
    return <OrderPage view={viewOf(visit, [view(first), ...others.map(view)], below, options)} />
  }
  const linked = passOf(visit)
  const pass = passView(visit, linked, options)
  const [position, count] = [opened.passes.indexOf(linked) + 1, opened.passes.length]
  return <PassPage view={viewOf(visit, [pass], below, options)} {...{ pass, position, count }} />
}

/** The page of a barcode. */
export const barcodePage = async (visit: Visit, options: PageOptions) => {
  const pass = passView(visit, passOf(visit), options)
  const { barcode } = pass.shown
  const hasBarcode = barcode !== undefined && (await import('./draw.ts')).symbolOf(barcode) !== undefined
  const view = viewOf(visit, [pass], visit.place === undefined ? 1 : 2, options)
  return <BarcodePage view={view} pass={pass} hasBarcode={hasBarcode} />
}
