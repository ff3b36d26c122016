/** A pass of a deployment, as a device has it. */

import { expect } from 'vitest'
import { unzip } from '../../lib/core/archive/unzip.ts'
import { type Deployment, type } from './a-deployment.ts'

const pushToken = 'ab'.repeat(32)

/** Has a device get a pass and register it. */
export const hold = async ({ call, wallet }: Deployment, device: string, serial = 'A-1'): Promise<void> => {
  const files: ReadonlyMap<string, Uint8Array> = await unzip(
    (await call('GET', `/passes/${type}/${serial}/file`)).bytes,
  )
  const { authenticationToken: token } = JSON.parse(new TextDecoder().decode(files.get('pass.json')))
  const address = `/devices/${device}/registrations/${type}/${serial}`
  expect((await wallet('POST', address, { token, json: { pushToken } })).status).toBe(201)
}
