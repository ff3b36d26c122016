/** Publishing: from an archive to the next version of a template. */
import type { Bytes } from '../../core/bytes.ts'
import { contentsOf } from '../../core/contents.ts'
import { TemplateError } from '../../core/errors.ts'
import { type Finding, ofSeverity } from '../../core/finding.ts'
import { assertInstallable } from '../../core/preflight/preflight.ts'
import { templateAdvice } from '../../core/template/advice.ts'
import { compileTemplate } from '../../core/template/compile.ts'
import type { TemplateSettings } from '../../core/template/settings.ts'
import type { Template } from '../../core/template/template.ts'
import type { Assets } from '../../ports/assets.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Random } from '../../ports/random.ts'
import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { insist } from '../back-off.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { assertPassSize } from '../passes/pass-size.ts'
import { webServiceUrl } from '../passes/web-service-url.ts'
import type { Published, ServiceSettings } from '../service.ts'
import { sha256Hex } from '../sha256.ts'
import { archiveKey } from './compiled-templates.ts'
import { readSentArchive, settingsName, writeStoredArchive } from './template-archive.ts'

/** What {@link makePublish} needs of the world. */
export interface PublishPorts {
  readonly templates: Templates
  readonly assets: Assets
  readonly clock: Clock
  readonly random: Random
}

type Added = Omit<Published, 'warnings' | 'notes'>

/** As long as a real token, so that the sample is as large as a real pass. */
const sampleToken = `1.${'A'.repeat(16)}.${'A'.repeat(43)}`

/** Fills the template with its sample, as it will be filled with records, and has that checked. */
const checkSample = async (template: Template, settings: ServiceSettings): Promise<readonly Finding[]> => {
  const webService = { url: webServiceUrl(settings), authenticationToken: sampleToken }
  const filled = template.fill(template.settings.sample, { webService })
  const findings = assertInstallable(filled)
  assertPassSize((await contentsOf(filled)).bytes)
  return findings
}

const assertKnownType = ({ passTypeIdentifier }: TemplateSettings, { passTypeIdentifiers }: ServiceSettings): void => {
  if (passTypeIdentifiers.includes(passTypeIdentifier)) return
  const known = passTypeIdentifiers.join(', ')
  const message = `this deployment has no room for a signer of ${passTypeIdentifier}, only for: ${known}`
  throw new ServiceError('template/pass-type-unknown', `${message}; add it to the stage's settings`)
}

const assertSameIdentity = (settings: TemplateSettings, newest: TemplateVersion): void => {
  for (const key of ['passTypeIdentifier', 'teamIdentifier'] as const) {
    if (settings[key] === newest[key]) continue
    const message = `the template "${newest.name}" has the ${key} ${newest[key]}, which its passes keep; it is now to have`
    throw new ServiceError('template/identity-changed', `${message} ${settings[key]}: publish it under another name`)
  }
}

const assertSettingsSize = (files: ReadonlyMap<string, Bytes>): void => {
  const { length } = files.get(settingsName) ?? []
  if (length <= limits.templateSettingsBytes) return
  const message = `${settingsName} has at most ${limits.templateSettingsBytes} bytes; this one has ${length}`
  throw new TemplateError('template/settings-invalid', `${message}: shorten its schema or its sample`)
}

/** Publishes archives of templates: see `TemplateService.publish`. */
export const makePublish = (
  { templates, assets, clock, random }: PublishPorts,
  settings: ServiceSettings,
): ((archive: Bytes) => Promise<Published>) => {
  /** Undefined if somebody else published a version meanwhile. */
  const add = async (settings: TemplateSettings, archive: Bytes, sha256: string): Promise<Added | undefined> => {
    const { name, description, passTypeIdentifier, teamIdentifier } = settings
    const newest = await templates.latest(name)
    if (newest) assertSameIdentity(settings, newest)
    if (newest?.sha256 === sha256) return { template: newest, created: false }
    const template: TemplateVersion = {
      ...{ name, version: (newest?.version ?? 0) + 1, passTypeIdentifier, teamIdentifier },
      ...(description === undefined ? {} : { description }),
      ...{ sha256, bytes: archive.length, publishedAt: clock.now() },
    }
    // The files first: a version that can be read is one that can be used.
    await assets.put('templates', archiveKey(template), archive, { contentType: 'application/zip' })
    return (await templates.publish(template)) === 'published' ? { template, created: true } : undefined
  }

  return async (sent) => {
    const files = await readSentArchive(sent)
    assertSettingsSize(files)
    const template = await compileTemplate(files)
    assertKnownType(template.settings, settings)
    const findings = [...(await checkSample(template, settings)), ...templateAdvice(files, template)]
    const archive = writeStoredArchive(files)
    const sha256 = await sha256Hex(archive)
    const added = await insist(random, () => add(template.settings, archive, sha256))
    if (added) return { ...added, warnings: ofSeverity('warning', findings), notes: ofSeverity('info', findings) }
    throw new ServiceError('template/busy', 'others are publishing versions of this template: try again in a moment')
  }
}
