/** A snippet for e-mails that hands a link over: for mail programs, which know tables and attributes, and as plain text. */
import type { FC } from 'hono/jsx'
import { linkFileNames } from '../../core/links/link-address.ts'
import type { PageTexts } from '../page/texts/page-texts.ts'

/** What the snippet is about. */
export interface EmailContents {
  readonly url: string
  /** Until when the link works: milliseconds since 1970. */
  readonly expiresAt: number
  /** What the pass is. */
  readonly title: string
  readonly organizationName: string
  /** The language of title and organization. */
  readonly language: string
  /** The language that the picture is asked for in: mail programs say none. Default: that of the template. */
  readonly pictureLanguage?: string
}

/** Both forms of an e-mail, to be put into one of your own. */
export interface EmailSnippet {
  readonly html: string
  readonly text: string
}

const fonts = "-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"

/** Sharp on good screens: the picture has twice as many pixels. */
const pictureWidth = 320

const styles = {
  cell: 'padding:16px 12px',
  picture: `display:block;width:100%;max-width:${pictureWidth}px;height:auto;border:0`,
  title: `padding:0 12px 4px;font:600 18px/24px ${fonts}`,
  quiet: `padding:0 12px 12px;font:14px/20px ${fonts};color:#6b6b6b`,
  button: 'border-radius:12px;background-color:#000000',
  label: `display:inline-block;padding:14px 24px;border-radius:12px;font:600 17px/22px ${fonts};color:#ffffff;text-decoration:none`,
} as const

const untilText = ({ linkUntil, language }: PageTexts, expiresAt: number): string =>
  linkUntil.replace(
    '{date}',
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt),
  )

const pictureOf = ({ url, pictureLanguage }: EmailContents): string =>
  `${url}/${linkFileNames.picture}${pictureLanguage === undefined ? '' : `?lang=${encodeURIComponent(pictureLanguage)}`}`

const Snippet: FC<{ readonly contents: EmailContents; readonly texts: PageTexts }> = ({ contents, texts }) => {
  const { url, title, organizationName, language, expiresAt } = contents
  return (
    <table
      role="presentation"
      lang={texts.language}
      dir={texts.rightToLeft ? 'rtl' : 'ltr'}
      width="100%"
      cellpadding="0"
      cellspacing="0"
      border={0}
    >
      <tr>
        <td align="center" style={styles.cell}>
          <a href={url} target="_blank" rel="noopener">
            <img src={pictureOf(contents)} width={pictureWidth} alt={title} lang={language} style={styles.picture} />
          </a>
        </td>
      </tr>
      <tr>
        <td align="center" lang={language} style={styles.title}>
          {title}
        </td>
      </tr>
      <tr>
        <td align="center" lang={language} style={styles.quiet}>
          {organizationName}
        </td>
      </tr>
      <tr>
        <td align="center" style={styles.cell}>
          <table role="presentation" cellpadding="0" cellspacing="0" border={0}>
            <tr>
              <td align="center" bgcolor="#000000" style={styles.button}>
                <a href={url} target="_blank" style={styles.label} rel="noopener">
                  {texts.add}
                </a>
              </td>
            </tr>
          </table>
        </td>
      </tr>
      <tr>
        <td align="center" style={styles.quiet}>
          {untilText(texts, expiresAt)}
        </td>
      </tr>
    </table>
  )
}

const lineEnds = /[\r\n]+/g

const oneLine = (text: string): string => text.replace(lineEnds, ' ').trim()

/**
 * Makes the snippet. It holds no script, no style sheet and nothing of anybody's but the picture of the pass, which is where
 * the link leads; whoever's mail program loads it has not used the link up.
 */
export const emailSnippet = (contents: EmailContents, texts: PageTexts): EmailSnippet => {
  const { url, title, organizationName, expiresAt } = contents
  const lines = [
    oneLine(title),
    oneLine(organizationName),
    '',
    `${texts.add}:`,
    url,
    '',
    untilText(texts, expiresAt),
    '',
  ]
  return { html: `${<Snippet contents={contents} texts={texts} />}\n`, text: lines.join('\n') }
}
