/** One visit of a link: what was opened, for whom, and how it is shown. */
import { showPass } from '../../core/drawing/show-pass.ts'
import { withWrittenTimes } from '../../core/drawing/shown/written-times.ts'
import type { ShownPass } from '../../core/drawing/shown-pass.ts'
import { ServiceError } from '../../service/errors.ts'
import type { LinkedPass, OpenedLink, PageService } from '../../service/links/link-services.ts'
import type { PageOptions } from './page-options.ts'
import { localeFor, wishesOf } from './wishes.ts'

/** A request for a page or file of a link, and the passes that the link leads to. */
export interface Visit {
  readonly request: Request
  /** The languages that are asked for. */
  readonly wishes: readonly string[]
  /** The token that the address has. */
  readonly token: string
  readonly opened: OpenedLink
  /** The place of the pass that the address has, if it has one. */
  readonly place: number | undefined
}

/** Opens the link of a request. */
export const visitOf = async (
  pages: PageService,
  request: Request,
  token: string,
  place: string | undefined,
): Promise<Visit> => {
  const opened = await pages.open(token)
  return { request, wishes: wishesOf(request), token, opened, place: place === undefined ? undefined : Number(place) }
}

/** The pass of a visit: that of its place, else the first. @throws ServiceError `request/not-found` */
export const passOf = ({ opened: { passes }, place }: Visit): LinkedPass => {
  const pass = place === undefined ? passes[0] : passes.find((each) => each.place === place)
  if (!pass) throw new ServiceError('request/not-found', 'the link has no pass at this place')
  return pass
}

/** The language that a pass is drawn in. */
export const localeOf = ({ wishes }: Visit, { content, defaultLanguage }: LinkedPass): string =>
  localeFor(wishes, content, defaultLanguage)

/** A pass as it is shown on a visit. */
export const shownOn = (visit: Visit, pass: LinkedPass, { clock }: Pick<PageOptions, 'clock'>): ShownPass => {
  const viewer = { locale: localeOf(visit, pass), timeZone: 'UTC', now: clock.now() }
  return showPass(withWrittenTimes(pass.content), viewer)
}
