/** Makes links of all kinds. */
import { bundleLimits } from '../../core/format/bundles.ts'
import type { JsonObject } from '../../core/format/json.ts'
import { issueMark } from '../../core/links/link-header.ts'
import { type PassId, type PassRecord, passIdOf, type Records } from '../../ports/records.ts'
import { eachOf } from '../each-of.ts'
import { ServiceError } from '../errors.ts'
import type { Filler } from '../passes/filler.ts'
import type { ReadRecord } from '../passes/read-record.ts'
import type { Tombstones } from '../passes/tombstones.ts'
import { withoutSerialNumber } from '../passes/values.ts'
import type { CompiledTemplate, CompiledTemplates } from '../templates/compiled-templates.ts'
import type { LinkMaker, MadeLink, OrderedPass } from './link-services.ts'
import type { LinkWriter } from './link-writer.ts'
import { allOrNone, outcomeOf } from './placed-faults.ts'
import type { CheckedPass, CheckPass } from './sealing.ts'

/** What {@link makeMaking} needs. */
export interface MakingParts {
  readonly records: Pick<Records, 'get'>
  readonly tombstones: Tombstones
  readonly read: ReadRecord
  readonly compiled: CompiledTemplates
  readonly filler: Pick<Filler, 'show'>
  readonly checkPass: CheckPass
  readonly writer: LinkWriter
}

/** A pass that can be had by a link; by none that was made before `notBefore`, in whole seconds since 1970. */
interface LinkablePass extends CheckedPass {
  readonly notBefore: number
}

/** Passes that are filled at once. */
const atOnce = 8

const assertNoForm = ({ isPersonalizable, version }: CompiledTemplate): void => {
  if (!isPersonalizable) return
  const message = `the template "${version.name}" asks for its holder, so that everybody gets a pass of their own`
  throw new ServiceError('link/enrolment-needed', `${message}: make an enrolment link`)
}

const assertDistinct = (passes: readonly Pick<CheckedPass, 'pass'>[]): void => {
  const names = new Set(passes.map(({ pass }) => `${pass.passTypeIdentifier}/${pass.serialNumber}`))
  if (names.size === passes.length) return
  throw new ServiceError('link/order-invalid', 'a pass is in the order twice: name each once')
}

const assertNumber = (passes: readonly OrderedPass[]): void => {
  if (passes.length >= 1 && passes.length <= bundleLimits.passes) return
  throw new ServiceError('link/order-invalid', `an order has 1 to ${bundleLimits.passes} passes, not ${passes.length}`)
}

/** Makes what makes links. */
export const makeMaking = (parts: MakingParts): Pick<LinkMaker, 'create' | 'seal' | 'order' | 'enrol'> => {
  const { records, tombstones, read, compiled, filler, checkPass, writer } = parts
  const { assertAsked, expiryOf, plain, sealed } = writer

  const expirationOf = async (record: PassRecord): Promise<unknown> => {
    const shown = await filler.show(await compiled.version(record.template), { ...record, images: {} })
    return shown.pass.expirationDate
  }

  const checkIssued = async (record: PassRecord): Promise<LinkablePass> => {
    const pass = passIdOf(record)
    const entry = { kind: 'record', ...pass, issue: issueMark(record.token.issue) } as const
    const { linksRevokedBefore: notBefore = 0 } = record
    return { pass, entry, expirationDate: await expirationOf(record), notBefore }
  }

  /** A link to what was erased would be dead from the start, and whoever gets it could do nothing about that. */
  const checkUnissued = async (template: CompiledTemplate, values: JsonObject): Promise<LinkablePass> => {
    const checked = await checkPass(template, values)
    const [record, isErased] = await Promise.all([records.get(checked.pass), tombstones.isErased(checked.pass)])
    if (isErased) throw tombstones.erased()
    return { ...checked, notBefore: record?.linksRevokedBefore ?? 0 }
  }

  const checkOrdered = async (ordered: OrderedPass): Promise<LinkablePass> => {
    if (!('template' in ordered)) return await checkIssued(await read(ordered))
    const template = await compiled.named(ordered.template)
    assertNoForm(template)
    return await checkUnissued(template, ordered.values)
  }

  return {
    create: async (pass, asked) => {
      const record = await read(pass)
      assertAsked(asked)
      const expiresAt = expiryOf(asked, asked === undefined ? [await expirationOf(record)] : [])
      const { token, linksRevokedBefore: notBefore = 0 } = record
      return await plain({ ...passIdOf(record), issue: token.issue, expiresAt, notBefore })
    },
    seal: async (name, passes, asked) => {
      assertAsked(asked)
      const template = await compiled.named(name)
      assertNoForm(template)
      const sealOne = async (values: JsonObject): Promise<MadeLink & PassId> => {
        const { pass, entry, expirationDate, notBefore } = await checkUnissued(template, values)
        const link = await sealed({ kind: 'sealed', entries: [entry], notBefore }, expiryOf(asked, [expirationDate]))
        return { ...link, ...pass }
      }
      return allOrNone(await eachOf(passes, atOnce, (values) => outcomeOf(() => sealOne(values))))
    },
    order: async (passes, asked) => {
      assertNumber(passes)
      assertAsked(asked)
      const checked = allOrNone(await eachOf(passes, atOnce, (pass) => outcomeOf(() => checkOrdered(pass))))
      assertDistinct(checked)
      const expirationDates = checked.map(({ expirationDate }) => expirationDate)
      const entries = checked.map(({ entry }) => entry)
      const notBefore = Math.max(...checked.map((pass) => pass.notBefore))
      return await sealed({ kind: 'sealed', entries, notBefore }, expiryOf(asked, expirationDates))
    },
    enrol: async (name, values, asked) => {
      assertAsked(asked)
      const own = withoutSerialNumber(values, undefined)
      const { entry, expirationDate } = await checkPass(await compiled.named(name), own)
      return await sealed({ kind: 'enrolment', entries: [entry] }, expiryOf(asked, [expirationDate]))
    },
  }
}
