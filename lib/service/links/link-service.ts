/** The use cases of download links. */
import { type GoodLink, linkKeyId, makeLink, matchesIssue, readLink } from '../../core/links/link.ts'
import { type Clock, seconds } from '../../ports/clock.ts'
import type { PassRecord } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { PassFiles } from '../passes/files.ts'
import { valuesOf } from '../passes/filler.ts'
import type { ReadRecord } from '../passes/read-record.ts'
import type { AssertSignable } from '../passes/signable.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { LinkService, ServiceSettings } from '../service.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { assertExpiry, defaultExpiry } from './expiry.ts'
import { shownText } from './shown-text.ts'

/** What {@link makeLinkService} is made of. */
export interface LinkServiceParts {
  readonly clock: Clock
  readonly keys: Keys
  readonly read: ReadRecord
  readonly compiled: Pick<CompiledTemplates, 'version'>
  readonly files: PassFiles
  readonly assertSignable: AssertSignable
}

const forged = (): ServiceError =>
  new ServiceError('link/forged', 'the link is not one of ours, or was cut short: copy it whole')

/** Makes the service of links. */
export const makeLinkService = (
  { clock, keys, read, compiled, files, assertSignable }: LinkServiceParts,
  { publicBaseUrl, passTypeIdentifiers }: ServiceSettings,
): LinkService => {
  /** The link, if it is ours and good; nothing is read of any pass. */
  const verify = async (token: string): Promise<GoodLink> => {
    const keyId = linkKeyId(token)
    if (keyId === undefined) throw forged()
    const reading = readLink(await keys.with(keyId), passTypeIdentifiers, token, seconds(clock.now()))
    if (reading.kind === 'good') return reading
    if (reading.kind === 'forged') throw forged()
    const at = new Date(reading.expiresAt * 1000).toISOString()
    throw new ServiceError('link/expired', `the link expired at ${at}: ask for a new one`)
  }

  const follow = async (link: GoodLink): Promise<PassRecord> => {
    const record = await read(link)
    if (matchesIssue(link, record.token.issue)) return record
    throw new ServiceError('link/revoked', 'the link was revoked: ask for a new one')
  }

  const fill = async (record: PassRecord) => {
    const { template } = await compiled.version(record.template)
    return { template, filled: template.fill(valuesOf(record)) }
  }

  return {
    create: async (pass, expiresAt) => {
      const record = await read(pass)
      const now = clock.now()
      if (expiresAt !== undefined) assertExpiry(expiresAt, now)
      const until = seconds(expiresAt ?? defaultExpiry((await fill(record)).filled.pass.expirationDate, now))
      const { passTypeIdentifier, serialNumber, token } = record
      const made = makeLink(await keys.current(), {
        ...{ passTypeIdentifier, serialNumber, issue: token.issue },
        ...{ issuedAt: seconds(now), expiresAt: until },
      })
      return { url: `${publicBaseUrl}/p/${made}`, expiresAt: until * 1000 }
    },
    open: async (token) => {
      const link = await verify(token)
      const pass = await follow(link)
      // What was built once is handed out, come what may. For the rest, it is told here and not behind the button.
      const [{ template, filled }] = await Promise.all([
        fill(pass),
        pass.built ? undefined : assertSignable(pass.passTypeIdentifier),
      ])
      const language = template.settings.defaultLanguage
      return {
        pass,
        description: shownText(filled, 'description', language),
        organizationName: shownText(filled, 'organizationName', language),
        ...{ language, expiresAt: link.expiresAt * 1000 },
      }
    },
    file: async (token) => {
      const link = await verify(token)
      return await files.of(await follow(link), () => follow(link))
    },
  }
}
