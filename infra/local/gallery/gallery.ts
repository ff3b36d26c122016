/** Opens the gallery: the first page that somebody sees who has started the local stack. */
import { getRequestListener } from '@hono/node-server'
import { describeError } from '../../../lib/adapters/lambda/describe-error.ts'
import { systemRandom } from '../../../lib/adapters/system.ts'
import { randomText } from '../../../lib/service/random-text.ts'
import type { Door } from '../gateway/doors.ts'
import { galleryApp } from './app.tsx'
import { galleryBase } from './gallery-base.ts'
import { isFromHere } from './guard.ts'
import type { GalleryParts } from './look.ts'
import { makeNews } from './news.ts'

/** The gallery. */
export interface Gallery {
  /** Takes its requests, if they come from this machine. */
  readonly door: Door
  /** Ends what is open. */
  readonly close: () => void
}

const isOf = (url: string): boolean => {
  const [path = ''] = url.split('?')
  return path === '/' || path.startsWith(`${galleryBase}/`)
}

/** Opens it. @param say writes a line for whoever started the stack: what a page failed with, without a word of the data */
export const openGallery = (options: Omit<GalleryParts, 'secret' | 'start'>, say: (line: string) => void): Gallery => {
  const news = makeNews()
  const secret = randomText(systemRandom, 32)
  const start = randomText(systemRandom, 6)
  const report = (error: unknown): void => say(`the gallery failed: ${JSON.stringify(describeError(error))}`)
  const app = galleryApp({ ...options, secret, start }, news, report)
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  const stops = options.phones.map((phone) => phone.listen(news.tell))
  return {
    door: (request, response) => {
      if (!(isOf(request.url ?? '') && isFromHere(request))) return false
      void listener(request, response)
      return true
    },
    close: () => {
      for (const stop of stops) stop()
      news.close()
    },
  }
}
