/** Exports everything of a deployment into a folder. */
import type { Inventory } from '../../ports/inventory.ts'
import type { Ports } from '../../ports/ports.ts'
import type { PassRecord } from '../../ports/records.ts'
import { eachOf } from '../../service/each-of.ts'
import { ServiceError } from '../../service/errors.ts'
import { limits } from '../../service/limits.ts'
import { pagesOf } from '../../service/pages-of.ts'
import { makeReadRecord } from '../../service/passes/read-record.ts'
import { makeTombstones } from '../../service/passes/tombstones.ts'
import { makePersonalDataService } from '../../service/personalization/personal-data.ts'
import { makeLocks } from '../../service/secrets/locks.ts'
import { allVersions } from '../../service/templates/all-versions.ts'
import { archiveKey, makeCompiledTemplates } from '../../service/templates/compiled-templates.ts'
import { InputError } from '../errors.ts'
import type { ExportFolder } from './export-folder.ts'
import { adoptionRow, devicesOf, recordRow, tokenOf } from './exported-pass.ts'
import { exportFormat, places, readMe } from './layout.ts'

/** What {@link exportDeployment} needs. */
export interface ExportParts
  extends Pick<Ports, 'records' | 'registrations' | 'templates' | 'assets' | 'secrets' | 'clock' | 'random'> {
  readonly inventory: Pick<Inventory, 'records'>
}

/** What is exported, and how. */
export interface ExportOptions {
  /** Whether what holders have said in forms is exported. */
  readonly personalData: boolean
  /** When the deployment was restored last: whole seconds since 1970; 0 if it never was. */
  readonly restoredAt: number
  /** Is told how many passes there are so far. */
  readonly tell: (passes: number) => void
}

/** How much there was of everything. */
export interface ExportCounts {
  readonly templateVersions: number
  readonly passes: number
  /** Those of them whose template asks who their holder is: adopt does not take them. */
  readonly personalizable: number
  readonly registrations: number
  readonly images: number
  /** Images that a pass names and that are not in the store. */
  readonly imagesLost: number
  readonly personalData: number
}

const pageSize = 100
/** Passes that are read at once. */
const atOnce = 8

const lost = (what: string): InputError =>
  new InputError('input/not-exported', `${what} is not in the store of files: put it back, and export again`)

/** What was erased after its page was read: no reason to give an export up. */
const orErased = (error: unknown): undefined => {
  const codes = ['pass/erased', 'pass/not-found', 'pass/not-personalized']
  if (!(error instanceof ServiceError && codes.includes(error.code))) throw error
}

const exportTemplates = async ({ templates, assets }: ExportParts, folder: ExportFolder): Promise<number> => {
  let count = 0
  for await (const newest of pagesOf(templates.list, { limit: pageSize })) {
    for (const { name } of newest.items) {
      for (const version of await allVersions(templates, name)) {
        const archive = await assets.get('templates', archiveKey(version), { maxBytes: version.bytes })
        if (!archive) throw lost(`the archive of the template ${name}@${version.version}`)
        const file = places.template(name, version.version)
        await folder.write(file, archive)
        await folder.append(places.templates, { ...version, file })
        count++
      }
    }
  }
  return count
}

/** Exports it. @throws UnavailableError; InputError `input/not-exported` if the files of a template are lost */
export const exportDeployment = async (
  parts: ExportParts,
  folder: ExportFolder,
  { personalData, restoredAt, tell }: ExportOptions,
): Promise<ExportCounts> => {
  const { assets, registrations, inventory, clock } = parts
  const startedAt = clock.now()
  const locks = makeLocks(parts)
  const compiled = makeCompiledTemplates(parts)
  const read = makeReadRecord(parts, makeTombstones(parts, locks.keys))
  const said = makePersonalDataService({ ...parts, ...locks, read })
  const images = new Set<string>()
  const counts = { passes: 0, personalizable: 0, registrations: 0, imagesLost: 0, personalData: 0 }

  const exportImages = async (record: PassRecord): Promise<void> => {
    for (const { key, sha256 } of Object.values(record.images)) {
      if (images.has(sha256)) continue
      const bytes = await assets.get('images', key, { maxBytes: limits.imageBytes })
      if (!bytes) counts.imagesLost++
      else {
        images.add(sha256)
        await folder.write(places.image(sha256), bytes)
      }
    }
  }

  const exportPersonalData = async (record: PassRecord): Promise<void> => {
    if (!(personalData && record.personalization?.answers !== undefined)) return
    const { passTypeIdentifier, serialNumber } = record
    const personal = await said.personalData(record).catch(orErased)
    if (personal?.answers === undefined) return
    const { at, answers } = personal
    const row = { passTypeIdentifier, serialNumber, at: new Date(at).toISOString(), answers }
    await folder.append(places.personalData(passTypeIdentifier), row)
    counts.personalData++
  }

  const exportPass = async (record: PassRecord): Promise<void> => {
    const { passTypeIdentifier, template } = record
    const { isPersonalizable } = await compiled.version(template)
    const place = isPersonalizable ? places.personalizable : places.adoptable
    const row = adoptionRow(record, await tokenOf(locks, record), { restoredAt, clock })
    for await (const devices of devicesOf(registrations, record)) {
      await folder.append(place(passTypeIdentifier), { ...row, registrations: devices })
      counts.registrations += devices.length
    }
    await folder.append(places.records(passTypeIdentifier), recordRow(record))
    await exportImages(record)
    await exportPersonalData(record)
    counts.passes++
    if (isPersonalizable) counts.personalizable++
  }

  const templateVersions = await exportTemplates(parts, folder)
  for await (const { items } of pagesOf(inventory.records, { limit: pageSize })) {
    await eachOf(items, atOnce, exportPass)
    tell(counts.passes)
  }
  const all: ExportCounts = { templateVersions, ...counts, images: images.size }
  const times = { startedAt: new Date(startedAt).toISOString(), finishedAt: new Date(clock.now()).toISOString() }
  const description = { format: exportFormat.name, version: exportFormat.version, ...times, counts: all }
  await folder.write(places.description, `${JSON.stringify(description, null, 2)}\n`)
  await folder.write(places.readMe, readMe(personalData))
  return all
}
