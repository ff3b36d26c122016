/**
 * A world on DynamoDB Local. Real: the whole service with its templates and signatures, and the AWS adapters of records and
 * registrations. In memory: assets, templates, secrets and events; the stream and the queues are the world's own.
 */

import { awsRecords } from '../../lib/adapters/aws/records.ts'
import { awsRegistrations } from '../../lib/adapters/aws/registrations.ts'
import type { MemoryPorts } from '../../lib/adapters/memory/ports.ts'
import { makeAuthenticationToken } from '../../lib/core/links/authentication-token.ts'
import type { Records } from '../../lib/ports/records.ts'
import { makeService } from '../../lib/service/make-service.ts'
import type { Service } from '../../lib/service/service.ts'
import { names } from '../contracts/aws-servers.ts'
import { keyRing, settings } from '../service/world.ts'
import type { OpenBackend, ProcessParts } from './backend.ts'
import { textOf } from './pass-text.ts'
import { recordedTable } from './recorded-table.ts'
import { type Server, walletOf } from './server.ts'
import type { Tables } from './tables.ts'
import { toldRecords } from './told-records.ts'

const startWith =
  (memory: MemoryPorts) =>
  (parts: ProcessParts): Server => {
    const { clock, random, generation, canSign } = parts
    const secrets = {
      ...memory.secrets,
      signers: async (type: string) => (canSign() ? await memory.secrets.signers(type) : undefined),
    }
    const ports = { ...memory, ...parts.ports, secrets, clock, random }
    const stage = { ...settings, generation }
    const { passes, wallet, work } = makeService(ports, stage)
    const { list } = makeService({ ...ports, registrations: parts.registrationsOfLists }, stage).wallet
    return {
      ...walletOf(parts, { ...wallet, list }, textOf),
      ...work,
      download: async (pass) => {
        const { bytes, modifiedAt, pass: record } = await passes.file(pass)
        const token = makeAuthenticationToken(keyRing, pass, record.token)
        return { content: await textOf(bytes), modifiedAt, token }
      },
      put: async (pass, name) => {
        await passes.put(pass, { template: 'card', values: { name } }, {})
      },
    }
  }

/** The records of one world: others in the same table have waiting ones, too. */
const recordsOf = (name: string, records: Records): Records => ({
  ...records,
  pending: async (before, limit) => {
    const all = await records.pending(before, 1000)
    return all.filter(({ serialNumber }) => serialNumber.startsWith(name)).slice(0, limit)
  },
})

/**
 * Opens worlds in the same tables.
 *
 * @param memory has the template `card` and its signer
 */
export const dynamoDbBackend =
  (tables: Tables, memory: MemoryPorts): OpenBackend =>
  ({ name, tell }) => {
    const registrationsIn = (client: Tables['client']) => awsRegistrations({ client, name: names.registrations })
    const records = awsRecords({ client: tables.client, name: names.passes })
    return {
      stores: {
        records: toldRecords(recordsOf(name, records), tell),
        assets: memory.assets,
        events: memory.events,
      },
      table: recordedTable(registrationsIn(tables.client), registrationsIn(tables.restored)),
      start: startWith(memory),
    }
  }

/** The service on the tables themselves, without a scheduler or faults. */
export const serviceOn = ({ client }: Tables, memory: MemoryPorts): Service => {
  const records = awsRecords({ client, name: names.passes })
  const registrations = awsRegistrations({ client, name: names.registrations })
  return makeService({ ...memory, records, registrations }, settings)
}
