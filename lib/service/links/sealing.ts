/** What is sealed in links, checked from end to end before: whoever fetches it later can do nothing about a fault. */
import { contentsOf } from '../../core/contents.ts'
import { isSerialNumber, type SerialNumber } from '../../core/format/identifiers.ts'
import type { JsonObject } from '../../core/format/json.ts'
import { issueFor } from '../../core/links/issue.ts'
import type { CarriedEntry } from '../../core/links/sealed-contents.ts'
import { sealedSerial } from '../../core/links/sealed-serial.ts'
import { assertInstallable } from '../../core/preflight/preflight.ts'
import type { PassId } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import type { Filler } from '../passes/filler.ts'
import { assertPassSize } from '../passes/pass-size.ts'
import { assertValuesSize } from '../passes/values.ts'
import type { Keys } from '../secrets/key-ring.ts'
import type { ServiceSettings } from '../service.ts'
import type { CompiledTemplate } from '../templates/compiled-templates.ts'

/** A pass that can be issued as it is. */
export interface CheckedPass {
  readonly pass: PassId
  readonly entry: CarriedEntry
  /** As its `pass.json` will have it. */
  readonly expirationDate: unknown
}

/**
 * Checks what a pass of a sealed link is made of.
 *
 * @throws what `PassService.put` throws for values that do not make a pass; ServiceError `template/pass-type-unknown`
 */
export type CheckPass = (template: CompiledTemplate, values: JsonObject) => Promise<CheckedPass>

/** What {@link makeCheckPass} needs. */
export interface CheckPassParts {
  readonly keys: Keys
  readonly filler: Pick<Filler, 'fill'>
}

/** As long as a real one, so that a pass is as large as it will be. */
const issue = 'A'.repeat(16)

const serialNumberOf = (given: unknown): SerialNumber | undefined => {
  if (given === undefined || isSerialNumber(given)) return given
  throw new ServiceError(
    'pass/serial-number-invalid',
    'the serialNumber of the values is not 1 to 64 letters, digits, hyphens, underscores and tildes, with dots inside',
  )
}

/** Makes the check. */
export const makeCheckPass =
  (
    { keys, filler }: CheckPassParts,
    { passTypeIdentifiers }: Pick<ServiceSettings, 'passTypeIdentifiers'>,
  ): CheckPass =>
  async (template, { serialNumber: given, ...values }) => {
    const { passTypeIdentifier, name, version } = template.version
    if (!passTypeIdentifiers.includes(passTypeIdentifier)) {
      const message = `the template "${name}" is for ${passTypeIdentifier}, which is not of this deployment`
      throw new ServiceError('template/pass-type-unknown', `${message}: add it to the stage's settings`)
    }
    const own = serialNumberOf(given)
    const ring = await keys.current()
    const serialNumber = own ?? sealedSerial(ring, ring.current, name, values)
    const pass = { passTypeIdentifier, serialNumber }
    assertValuesSize(values)
    const token = { keyId: ring.current, issue: issueFor(template.template.settings.audience, issue) }
    const filled = await filler.fill(template, { ...pass, values, images: {}, voided: false, token })
    assertInstallable(filled)
    assertPassSize((await contentsOf(filled)).bytes)
    return {
      pass,
      entry: {
        ...{ kind: 'template', passTypeIdentifier, template: { name, version }, values, hasRandomSerial: false },
        ...(own === undefined ? {} : { serialNumber: own }),
      },
      expirationDate: filled.pass.expirationDate,
    }
  }
