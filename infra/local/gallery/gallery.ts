/** Opens the gallery: the first page that somebody sees who has started the local stack. */
import { getRequestListener } from '@hono/node-server'
import { systemRandom } from '../../../lib/adapters/system.ts'
import { randomText } from '../../../lib/service/random-text.ts'
import type { Door } from '../gateway/doors.ts'
import { galleryApp } from './app.tsx'
import { isFromHere } from './guard.ts'
import { type GalleryParts, galleryBase } from './look.ts'
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

/** Opens it. */
export const openGallery = (options: Omit<GalleryParts, 'secret' | 'start'>): Gallery => {
  const news = makeNews()
  const secret = randomText(systemRandom, 32)
  const start = randomText(systemRandom, 6)
  const app = galleryApp({ ...options, secret, start }, news)
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
