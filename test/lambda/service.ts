/** The service from end to end under AWS's runtime client: the proofs of the local stack, on functions that are processes. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processesOf } from '../builders/local-stack.ts'
import { conformance } from '../stack/conformance.ts'
import { type Deployment, startDeployment } from '../stack/deployment.ts'
import { downloads } from '../stack/downloads.ts'
import { leaks } from '../stack/leaks.ts'
import { life } from '../stack/life.ts'
import { personalized } from '../stack/personalized.ts'
import { planting } from '../stack/planting.ts'
import { plantingDevices } from '../stack/planting-devices.ts'
import { prove } from '../stack/proof.ts'
import { pushed } from '../stack/pushed.ts'
import { wallet } from '../stack/wallet.ts'

describe('packaged functions under the runtime client of AWS', () => {
  let deployment: Deployment
  const of = () => deployment

  beforeAll(async () => {
    deployment = await startDeployment('servers', join(import.meta.dirname, 'stack.mjs'))
  })
  afterAll(() => deployment.stack.stop('SIGKILL'))

  prove('a pass', life, 'servers', of)
  prove('downloads', downloads, 'servers', of)
  prove('a pass on a device', wallet, 'servers', of)
  prove('a pass that asks who its holder is', personalized, 'servers', of)
  prove('the web service', conformance, 'servers', of)
  prove('a change of a pass', pushed, 'servers', of)
  prove('requests full of secrets', [...planting, ...plantingDevices], 'servers', of)
  prove('values, tokens and keys', leaks, 'servers', of)

  it('end with the stack', async () => {
    expect(await deployment.stack.stop('SIGINT')).toBe(0)
    expect(processesOf(deployment.folder)).toEqual([])
  })
})
