/** What all writes of passes have in common. */

import type { PassTypeIdentifier, SerialNumber } from '../../core/format/identifiers.ts'
import type { PassId } from '../../ports/records.ts'
import type { Preconditions, Written } from '../../service/service.ts'
import type { ProblemCode } from '../problem/problem-codes.ts'
import { entityTag } from '../request/entity-tags.ts'
import { passAddress } from './addresses.ts'
import { json } from './answers.ts'
import type { Principal } from './principal.ts'
import { writtenPassResource } from './resources/pass.ts'
import type { ResponseDefinition } from './route.ts'
import { writtenPassSchema } from './schemas/pass.ts'

interface WriteRequest {
  readonly principal: Principal
  readonly parameters: {
    readonly ifMatch?: readonly number[] | 'any' | undefined
    readonly ifAbsent?: true | undefined
    readonly idempotencyKey?: string | undefined
  }
  readonly fingerprint: () => Promise<string>
}

/** What a write demands of the record as it is. */
export const preconditionsOf = async ({ principal, parameters, fingerprint }: WriteRequest): Promise<Preconditions> => {
  const { ifMatch, ifAbsent, idempotencyKey: key } = parameters
  return {
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifAbsent === undefined ? {} : { ifAbsent }),
    ...(key === undefined ? {} : { idempotency: { principal: principal.id, key, fingerprint: await fingerprint() } }),
  }
}

/** The pass that a path names. */
export const passIdOf = ({
  type,
  serial,
}: {
  readonly type: PassTypeIdentifier
  readonly serial: SerialNumber
}): PassId => ({ passTypeIdentifier: type, serialNumber: serial })

/**
 * The answer to a write. Whoever sends a write again learns what it came to, the status of the first answer included.
 *
 * @param resource default: the pass with the warnings
 */
export const writtenAnswer = (written: Written, resource: object = writtenPassResource(written)): Response => {
  const headers = {
    ETag: entityTag(written.pass.revision),
    ...(written.repeated ? { 'Idempotency-Replayed': 'true' } : {}),
  }
  return written.created
    ? json(resource, 201, { ...headers, Location: passAddress(written.pass) })
    : json(resource, 200, headers)
}

/** A pass was created. */
export const createdResponse: ResponseDefinition = {
  status: 201,
  description: 'The new pass',
  schema: writtenPassSchema,
  headers: ['ETag', 'Location', 'Idempotency-Replayed'],
}

/** A pass was changed. */
export const changedResponse: ResponseDefinition = {
  status: 200,
  description: 'The pass as it is now',
  schema: writtenPassSchema,
  headers: ['ETag', 'Idempotency-Replayed'],
}

/** What may stand against the contents of a pass. */
export const contentRefusals: readonly ProblemCode[] = [
  'values/invalid',
  'values/not-fillable',
  'values/image-invalid',
  'pass/refused',
  'pass/too-large',
  'request/too-large',
]

/** What may stand against a change of a pass that is there. */
export const changeRefusals: readonly ProblemCode[] = [
  ...contentRefusals,
  'pass/not-found',
  'pass/erased',
  'pass/revision-stale',
  'pass/busy',
  'idempotency/key-reused',
]
