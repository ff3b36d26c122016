/** Copies what a backup holds into a deployment that lost it, or that holds something else since. */
import type { Inventory, Recovery } from '../../ports/inventory.ts'
import type { LinkRevocations } from '../../ports/link-revocations.ts'
import type { PageRequest } from '../../ports/page.ts'
import type { Ports } from '../../ports/ports.ts'
import type { PassRecord } from '../../ports/records.ts'
import type { Device } from '../../ports/registrations.ts'
import type { Templates, TemplateVersion } from '../../ports/templates.ts'
import { insist, persist } from '../back-off.ts'
import { eachOf } from '../each-of.ts'
import { passBusy } from '../passes/busy.ts'
import { randomText } from '../random-text.ts'
import { allVersions } from '../templates/all-versions.ts'
import { copyDevice } from './copy-device.ts'
import { type KnownErasures, readErasures } from './known-erasures.ts'
import { withImages } from './restore-image.ts'
import { type RestoreDecision, restoreOf } from './restored-record.ts'
import { withoutUnsaid } from './unsaid.ts'

/** What a backup holds. */
export interface Backup extends Inventory {
  readonly templates: Pick<Templates, 'list' | 'versions'>
  readonly linkRevocations: Pick<LinkRevocations, 'find'>
}

/** What is copied, in this order. */
export const copySteps = ['templates', 'records', 'registrations'] as const

/** One of them. */
export type CopyStep = (typeof copySteps)[number]

/** How many things came to what: `records written`. */
export type Counts = Readonly<Record<string, number>>

/** What a part of the copying came to. */
export interface Copied {
  readonly counts: Counts
  /** Where the next part begins; absent at the end of the step. */
  readonly next?: string
}

/** Copies. */
export interface Copy {
  /** Copies one part of a step. May be repeated. @throws UnavailableError */
  readonly part: (step: CopyStep, page: PageRequest) => Promise<Copied>
}

/** What {@link makeCopy} needs. */
export interface CopyParts
  extends Pick<
    Ports,
    'records' | 'registrations' | 'templates' | 'linkRevocations' | 'assets' | 'secrets' | 'clock' | 'random'
  > {
  readonly recovery: Recovery
  readonly backup: Backup
}

/** How it is copied. */
export interface CopyOptions {
  /** When the copying began; of one that is gone on with, when it was begun first: milliseconds since 1970. */
  readonly begun: number
  /** Whether nothing is written. */
  readonly isDry: boolean
}

/** Records that are dealt with at once. */
const atOnce = 16

/** How many there are of each. */
const countsOf = (names: readonly string[]): Counts => {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

const decided: Readonly<Record<RestoreDecision['kind'] | 'erased', string>> = {
  write: 'records written',
  same: 'records that were the same',
  later: 'records written since the copying began, left alone',
  other: 'records issued anew since, left alone',
  erased: 'records of erased passes, left out',
}

const makeCopyRecord = (parts: CopyParts, { begun, isDry }: CopyOptions, erasures: KnownErasures) => {
  const { records, clock, random } = parts

  const attempt = async (backup: PassRecord): Promise<readonly string[] | undefined> => {
    const current = await records.get(backup)
    const time = { begun, now: clock.now(), writeId: randomText(random, 16) }
    if (restoreOf(backup, current, time).kind === 'same') return [decided.same]
    const { record, lost } = await withImages(parts, withoutUnsaid(backup, erasures, current), current)
    const decision = restoreOf(record, current, time)
    if (decision.kind === 'write' && !isDry) {
      const outcome = await persist(random, () => records.write(decision.write))
      if (outcome !== 'written') return undefined
    }
    const isWritten = decision.kind === 'write'
    return [decided[decision.kind], ...(isWritten ? Array.from({ length: lost }, () => 'images that are gone') : [])]
  }

  return async (backup: PassRecord): Promise<readonly string[]> => {
    if (erasures.isErased(backup, backup.createdAt)) return [decided.erased]
    const names = await insist(random, () => attempt(backup))
    if (names) return names
    throw passBusy()
  }
}

/** Links to passes of a type that were revoked then stay revoked: once for each type, however many templates it has. */
const makeCopyRevocation = ({ linkRevocations, backup }: CopyParts, { isDry }: CopyOptions) => {
  const copied = new Set<string>()

  const copy = async (passTypeIdentifier: string): Promise<readonly string[]> => {
    const before = await backup.linkRevocations.find(passTypeIdentifier)
    if (before === undefined || before <= ((await linkRevocations.find(passTypeIdentifier)) ?? 0)) return []
    if (!isDry) await linkRevocations.raise(passTypeIdentifier, before)
    return ['revocations of links written']
  }

  return async (passTypeIdentifier: string): Promise<readonly string[]> => {
    if (copied.has(passTypeIdentifier)) return []
    // Other templates of the type are copied at the same time.
    copied.add(passTypeIdentifier)
    try {
      return await copy(passTypeIdentifier)
    } catch (error) {
      copied.delete(passTypeIdentifier)
      throw error
    }
  }
}

const makeCopyTemplate = (parts: CopyParts, options: CopyOptions) => {
  const { templates, backup } = parts
  const { isDry } = options
  const copyRevocation = makeCopyRevocation(parts, options)
  return async ({ name, passTypeIdentifier }: TemplateVersion): Promise<readonly string[]> => {
    const names = [...(await copyRevocation(passTypeIdentifier))]
    for (const version of await allVersions(backup.templates, name)) {
      const there = await templates.get(version)
      if (there?.sha256 === version.sha256) names.push('template versions that were the same')
      else if (there) names.push('template versions with other files, left alone')
      else if (isDry || (await templates.publish(version)) === 'published') names.push('template versions written')
      else names.push('template versions that follow none, left out')
    }
    return names
  }
}

/** Makes what copies. Reads all that is known of erasures first. */
export const makeCopy = async (parts: CopyParts, options: CopyOptions): Promise<Copy> => {
  const { recovery, backup, secrets } = parts
  const lists = [recovery.tombstones, recovery.erasures, backup.tombstones]
  const erasures = await readErasures(await secrets.keyRing(), lists)
  const copyRecord = makeCopyRecord(parts, options, erasures)
  const copyTemplate = makeCopyTemplate(parts, options)
  const of = async <Item>(
    { items, next }: { readonly items: readonly Item[]; readonly next?: string },
    copy: (item: Item) => Promise<readonly string[]>,
  ): Promise<Copied> => ({
    counts: countsOf((await eachOf(items, atOnce, copy)).flat()),
    ...(next === undefined ? {} : { next }),
  })
  const steps: Readonly<Record<CopyStep, (page: PageRequest) => Promise<Copied>>> = {
    templates: async (page) => of(await backup.templates.list(page), copyTemplate),
    records: async (page) => of(await backup.records(page), copyRecord),
    registrations: async (page) =>
      of(await backup.devices(page), (device: Device) => copyDevice(parts, device, options.isDry)),
  }
  return { part: (step, page) => steps[step](page) }
}
