/** What links lead to, as one face: their pages, and what is signed. */
import { nodePictures } from '../../lib/adapters/pictures/node-pictures.ts'
import { downloadApp } from '../../lib/http/download/app.ts'
import { pageApp } from '../../lib/http/page/app.tsx'
import type { PageOptions } from '../../lib/http/page/page-options.ts'
import type { Service } from '../../lib/service/service.ts'

/** What the function of downloads answers; all else is the pages'. */
const signed = /\.pkpass(?:es)?$/

/** Makes it. */
export const linkFaces = (
  { pages, downloads }: Pick<Service, 'pages' | 'downloads'>,
  options: PageOptions,
): ((request: Request) => Promise<Response>) => {
  const download = downloadApp(downloads, options)
  const page = pageApp(pages, nodePictures(), options)
  return async (request) => (signed.test(new URL(request.url).pathname) ? download : page).fetch(request)
}
