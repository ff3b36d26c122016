/** The barcode alone, white and as large as the screen: what is held to a scanner. */
import { Layout } from './layout.tsx'
import { Notice } from './notice.tsx'
import { titleOf } from './pass-page.tsx'
import type { PassView, View } from './view.ts'

/** The page of a barcode, with a way back to the pass. @param hasBarcode whether the pass has one that can be drawn */
export const BarcodePage = ({ view, pass, hasBarcode }: { view: View; pass: PassView; hasBarcode: boolean }) => {
  const { texts, folder, home, search } = view
  const { shown, language } = pass
  const text = shown.barcode?.altText ?? ''
  return (
    <Layout
      texts={texts}
      title={`${texts.barcode} · ${titleOf(shown)}`}
      base={view.base}
      look="bright"
      icon={`${folder}barcode.svg`}
    >
      <main>
        <h1 lang={language} dir="auto">
          {titleOf(shown)}
        </h1>
        <Notice texts={texts} shown={shown} />
        {hasBarcode ? (
          <>
            <img src={`${folder}barcode.svg`} alt={text === '' ? texts.barcode : `${texts.barcode}: ${text}`} />
            <p class="quiet">{texts.barcodeSentence}</p>
          </>
        ) : (
          <p>{texts.noBarcode}</p>
        )}
        <p>
          <a href={`${home}${folder === '' ? '' : `/${pass.place}`}${search}`}>{texts.backToPass}</a>
        </p>
      </main>
    </Layout>
  )
}
