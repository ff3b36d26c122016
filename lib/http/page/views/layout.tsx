/** What all pages are in: head, style, language and direction. */
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { PageTexts } from '../texts/page-texts.ts'
import { style } from './style.ts'

/** What a preview of the link shows, in a messenger for instance (https://ogp.me). */
export interface Preview {
  readonly description: string
  /** Whole addresses. */
  readonly address: string
  readonly image: string
}

interface LayoutProps {
  readonly texts: PageTexts
  readonly title: string
  /** What relative addresses start from. Default: the page. Tokens are long: they would be in every address. */
  readonly base?: string
  /** The class of the body: what the page is opened on, or how it looks. */
  readonly look?: string
  readonly preview?: Preview
  /** The address of a drawing that stands for the page in tabs. Default: none. */
  readonly icon?: string
  readonly children?: Child
}

const PreviewTags = ({ title, preview: { description, address, image } }: { title: string; preview: Preview }) => (
  <>
    <meta name="description" content={description} />
    <meta property="og:type" content="website" />
    <meta property="og:title" content={title} />
    <meta property="og:description" content={description} />
    <meta property="og:url" content={address} />
    <meta property="og:image" content={image} />
    <meta property="og:image:type" content="image/png" />
    <meta name="twitter:card" content="summary_large_image" />
  </>
)

/** A whole page. */
export const Layout = ({ texts, title, base, look, preview, icon, children }: LayoutProps) => (
  <html lang={texts.language} dir={texts.rightToLeft ? 'rtl' : 'ltr'}>
    <head>
      <meta charset="utf-8" />
      {base === undefined ? null : <base href={base} />}
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex, nofollow" />
      <meta name="referrer" content="no-referrer" />
      {/* Numbers of a pass are no telephone numbers unless it says so. */}
      <meta name="format-detection" content="telephone=no" />
      <title>{title}</title>
      {preview ? <PreviewTags title={title} preview={preview} /> : null}
      {icon === undefined ? null : <link rel="icon" type="image/svg+xml" href={icon} />}
      <style>{raw(style)}</style>
    </head>
    <body class={look}>{children}</body>
  </html>
)
