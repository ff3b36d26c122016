/** Sends what is nearly too large, what is too large, and addresses as clients write them. */
import { openTestPass } from '../../../device/conformance/test-pass.ts'
import { limits as sizes } from '../../../service/limits.ts'
import type { Ask, Heard } from '../ask.ts'
import { limitChecks, type SeenLimits } from '../checks/limits.ts'
import { goodBytes, type Issued, issue } from '../issue.ts'
import type { IssuedVisit } from '../issued-visit.ts'
import type { Part } from '../part.ts'
import { pathOf } from '../pass-path.ts'
import { plainTemplate } from '../templates.ts'

const mostSerialCharacters = 64

/** Between what fits and what does not, and what a request has besides, in bytes. */
const margin = 16 * 1024

/** Every character that is no letter and no digit, percent-encoded: what nobody has to encode, and anybody may. */
const encoded = (text: string): string =>
  text.replace(/[^A-Za-z0-9]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** The authentication token in a pass. */
const tokenIn = async (file: Heard): Promise<string | undefined> => {
  const bytes = goodBytes(file)
  return bytes && (await openTestPass(bytes)).access.authenticationToken
}

const readPaths = async ({ ask, issuing }: IssuedVisit, odd: Issued) => {
  const { passTypeIdentifier: type, serialNumber: serial } = odd.pass
  const path = `/passes/${encoded(type)}/${encoded(serial)}`
  const token = odd.file && (await tokenIn(odd.file))
  return {
    odd,
    read: await ask.asOwner('GET', pathOf(odd.pass)),
    readEncoded: await ask.asOwner('GET', path),
    fetchedEncoded: await ask.asAnybody('GET', `/wallet/v1${path}`, {
      headers: { Authorization: `ApplePass ${token ?? 'none'}` },
    }),
    tooLong: await ask.asOwner('PUT', `/passes/${type}/${serial}x`, {
      json: { template: (await plainTemplate(issuing.identity)).name, values: {} },
    }),
    withSlash: await ask.asOwner('GET', `/passes/${type}/${issuing.serialPrefix}%2F1`),
  }
}

/** Bodies that are refused for their contents anyway, so that nothing is stored whatever their size. */
const sendBodies = async (ask: Ask, pass: string) => {
  const sendJson = (bytes: number) => ask.asOwner('PUT', pass, { json: { values: { level: 'x'.repeat(bytes) } } })
  const sendArchive = (bytes: number) =>
    ask.asOwner('POST', '/templates', {
      body: new Uint8Array(bytes),
      headers: { 'Content-Type': 'application/zip' },
    })
  return {
    json: { fits: await sendJson(sizes.jsonBytes - margin), tooLarge: await sendJson(sizes.jsonBytes) },
    archive: {
      fits: await sendArchive(sizes.directArchiveBytes - margin),
      tooLarge: await sendArchive(sizes.directArchiveBytes + 1),
    },
    logTooLarge: await ask.asAnybody('POST', '/wallet/v1/log', { json: { logs: ['x'.repeat(sizes.wallet.logBytes)] } }),
  }
}

/** The checks of limits. */
export const limits: Part<SeenLimits, IssuedVisit> = {
  name: 'Limits',
  rows: limitChecks,
  examine: async (visit) => {
    const { ask, issuing, main } = visit
    const ending = '~a.b_c-'
    const room = mostSerialCharacters - issuing.serialPrefix.length
    const odd = await issue(issuing, await plainTemplate(issuing.identity), ending.padEnd(room, 'z'))
    return { found: { ...(await readPaths(visit, odd)), ...(await sendBodies(ask, pathOf(main.pass))) } }
  },
}
