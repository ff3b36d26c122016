/** Asks for everything that customers and phones get. */
import { passMediaType } from '../../../http/file-response.ts'
import { type Heard, jsonIn, textIn } from '../ask.ts'
import { headerChecks, type Sample, type SeenHeaders } from '../checks/headers.ts'
import { nowhere } from '../checks/key.ts'
import { linkChecks, type SeenLinks } from '../checks/links.ts'
import type { IssuedVisit } from '../issued-visit.ts'
import type { Part } from '../part.ts'
import { pathOf } from '../pass-path.ts'

/** An address of the deployment without its base; empty for one elsewhere, which is not asked. */
const below = (base: string, url: string): string | undefined =>
  url.startsWith(`${base}/`) ? url.slice(base.length) : undefined

const nothingAsked: Heard = { unanswered: 'there is no link to ask' }

/** The checks of answers. */
export const answers: Part<SeenLinks & SeenHeaders, IssuedVisit> = {
  name: 'Answers',
  rows: [...linkChecks, ...headerChecks],
  examine: async ({ ask, base, main, token }) => {
    const path = pathOf(main.pass)
    const made = await ask.asOwner('POST', `${path}/links`, { json: {} })
    const link = below(base, textIn(jsonIn(made), 'url'))
    const follow = (method: string, ending = ''): Promise<Heard> =>
      link === undefined ? Promise.resolve(nothingAsked) : ask.asAnybody(method, `${link}${ending}`)
    const [page, download, head] = await Promise.all([
      follow('GET'),
      follow('GET', '/pass.pkpass'),
      follow('HEAD', '/pass.pkpass'),
    ])
    const withoutKey = await ask.asAnybody('GET', '/api/v1/templates')
    const headers = { Authorization: `ApplePass ${token}` }
    const problem = 'application/problem+json'
    const samples: readonly Sample[] = [
      { name: 'a pass in the API', mediaType: 'application/json', heard: await ask.asOwner('GET', path) },
      { name: 'its file', mediaType: passMediaType, heard: await ask.asOwner('GET', `${path}/file`) },
      { name: 'an error of the API', mediaType: problem, heard: await ask.asOwner('GET', nowhere) },
      {
        name: 'what a phone fetches',
        mediaType: passMediaType,
        heard: await ask.asAnybody('GET', `/wallet/v1${path}`, { headers }),
      },
      { name: 'the page of a link', mediaType: 'text/html', heard: page },
      { name: 'the file of a link', mediaType: passMediaType, heard: download },
      { name: 'a broken link', mediaType: 'text/html', heard: await ask.asAnybody('GET', '/p/broken') },
    ]
    const file = samples[1]?.heard ?? nothingAsked
    return { found: { base, file, made, page, download, head, withoutKey, samples } }
  },
}
