/** The page of one pass. */
import { linkFileNames } from '../../../core/links/link-address.ts'
import { Filled, Until } from './filled.tsx'
import { Layout } from './layout.tsx'
import { Notice } from './notice.tsx'
import { drawingAt, PassDrawing } from './pass-drawing.tsx'
import { PassTexts } from './pass-texts.tsx'
import type { PassView, View } from './view.ts'
import { lookOf, Ways } from './ways.tsx'

const Validity = ({ view: { texts, locale }, shown }: { view: View; shown: PassView['shown'] }) => {
  const { expiresAt, isExpired, pass } = shown
  return expiresAt === undefined || isExpired ? null : (
    <p class="quiet small">
      <Until text={texts.validUntil} at={expiresAt} date={pass.expirationDate ?? null} locale={locale} />
    </p>
  )
}

/** A pass whose template forgot to say what it is still has a title. */
export const titleOf = ({ description, organizationName, logoText }: PassView['shown']): string =>
  description || organizationName || logoText || 'Pass'

interface PassPageProps {
  readonly view: View
  readonly pass: PassView
  /** How many passes the link has in all, and which of them this is, from 1. */
  readonly count: number
  readonly position: number
}

/** The page of one pass: its picture, the ways to take it along, and all that it says as text. */
export const PassPage = ({ view, pass, count, position }: PassPageProps) => {
  const { texts, folder, address, search } = view
  const { shown, locale, language } = pass
  const title = titleOf(shown)
  const preview = {
    description: shown.organizationName,
    address,
    image: `${address}/${folder}${linkFileNames.picture}`,
  }
  return (
    <Layout
      texts={texts}
      title={title}
      base={view.base}
      look={lookOf(view.visitor)}
      preview={preview}
      icon={drawingAt(folder, 'front', locale)}
    >
      <main class="wide">
        <header>
          <h1 lang={language} dir="auto">
            {title}
          </h1>
          <p class="quiet" lang={language} dir="auto">
            {shown.organizationName}
          </p>
          <Validity view={view} shown={shown} />
        </header>
        <Notice texts={texts} shown={shown} />
        <PassDrawing texts={texts} folder={folder} locale={locale} />
        <Ways view={view} />
        <PassTexts texts={texts} pass={pass} />
        <footer class="quiet small">
          {count > 1 ? (
            <p>
              <Filled text={texts.place.replace('{count}', String(count))} name="place">
                {position}
              </Filled>
              {' · '}
              <a href={`${view.home}${search}`}>{texts.allPasses}</a>
            </p>
          ) : null}
          <p>
            <Until text={texts.linkUntil} at={view.linkExpiresAt} locale={view.locale} />
          </p>
        </footer>
      </main>
    </Layout>
  )
}
