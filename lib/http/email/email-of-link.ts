/** The snippet for e-mails of a link that was made. */
import { linkTokenIn } from '../../core/links/link-address.ts'
import type { MadeLink, PageService } from '../../service/links/link-services.ts'
import { languageOf, localeFor, textsFor } from '../page/wishes.ts'
import { type EmailSnippet, emailSnippet } from './email-snippet.tsx'

/** What {@link emailOfLink} is to know. */
export interface EmailWish {
  /** A tag of BCP 47. Default: that of the template. */
  readonly language?: string
}

/** Makes it: what it says of the pass is what the page of the link says. @throws what `PageService.open` throws */
export const emailOfLink = async (
  pages: Pick<PageService, 'open'>,
  { url, expiresAt }: MadeLink,
  { language }: EmailWish,
): Promise<EmailSnippet> => {
  // What reads passes is for those alone who ask for a snippet.
  const [{ passes }, { showPass }] = await Promise.all([
    pages.open(linkTokenIn(url)),
    import('../../core/drawing/show-pass.ts'),
  ])
  // A link leads to one pass at least.
  const [first] = passes
  const wishes = language === undefined ? [] : [language]
  const link = { url, expiresAt, ...(language === undefined ? {} : { pictureLanguage: language }) }
  const texts = textsFor(wishes, first?.defaultLanguage)
  if (!first) return emailSnippet({ ...link, title: '', organizationName: '', language: texts.language }, texts)
  const { content, defaultLanguage } = first
  // Only texts are used, and none of those depends on the time; another one would make another snippet of the same link.
  const shown = showPass(content, {
    locale: localeFor(wishes, content, defaultLanguage),
    timeZone: 'UTC',
    now: expiresAt,
  })
  const { description, organizationName } = shown
  if (passes.length > 1) {
    const title = texts.orderTitle.replace('{count}', String(passes.length))
    return emailSnippet({ ...link, title, organizationName, language: texts.language }, texts)
  }
  const own = languageOf(content, shown.language, defaultLanguage)
  return emailSnippet({ ...link, title: description, organizationName, language: own }, texts)
}
