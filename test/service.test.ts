/** The service from end to end, on real servers and in memory: HTTP in front, nothing replaced behind. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processesOf } from './builders/local-stack.ts'
import { needs } from './setup/programs.ts'
import { adopted } from './stack/adopted.ts'
import { background } from './stack/background.ts'
import { conformance } from './stack/conformance.ts'
import { type Deployment, startDeployment } from './stack/deployment.ts'
import { downloads } from './stack/downloads.ts'
import { failures } from './stack/failures.ts'
import { figures } from './stack/figures.ts'
import { health } from './stack/health.ts'
import { lanes } from './stack/lanes.ts'
import { leaks } from './stack/leaks.ts'
import { life } from './stack/life.ts'
import { packages } from './stack/packages.ts'
import { personalized } from './stack/personalized.ts'
import { planting } from './stack/planting.ts'
import { plantingDevices } from './stack/planting-devices.ts'
import { prove } from './stack/proof.ts'
import { pushed } from './stack/pushed.ts'
import { refusalProofs } from './stack/refusals.ts'
import { refusedOthers } from './stack/refused-others.ts'
import { refusedPasses, refusedSerials } from './stack/refused-passes.ts'
import { requests } from './stack/requests.ts'
import { rolePolicies } from './stack/role-policies.ts'
import { seldom } from './stack/seldom.ts'
import { templateVersions } from './stack/template-versions.ts'
import { wallet } from './stack/wallet.ts'

describe.each([
  ['real servers', 'servers', ['java', 'openssl']],
  ['memory', 'memory', ['openssl']],
] as const)('on %s', (_, kind, programs) => {
  describe('the service', needs(...programs), () => {
    let deployment: Deployment
    const of = () => deployment

    beforeAll(async () => {
      deployment = await startDeployment(kind)
    }, 120_000)
    afterAll(() => deployment.stack.stop('SIGKILL'))

    prove('a pass', life, kind, of)
    prove('downloads', downloads, kind, of)
    prove('a pass on a device', wallet, kind, of)
    prove('a pass of another system', adopted, kind, of)
    prove('a pass that asks who its holder is', personalized, kind, of)
    prove('the web service', conformance, kind, of)
    prove('templates', templateVersions, kind, of)
    prove('packages', packages, kind, of)
    prove('refuses', refusalProofs([...refusedPasses, ...refusedSerials, ...refusedOthers]), kind, of)
    prove('requests full of secrets', [...planting, ...plantingDevices], kind, of)
    prove('a change of a pass', pushed, kind, of)
    prove('behind the requests', [...background, ...seldom, ...lanes], kind, of)
    prove('the AWS calls of a request', requests, kind, of)
    prove('health', health, kind, of)
    prove('the roles of the functions', rolePolicies, kind, of)
    prove('when something is wrong behind it', failures, kind, of)
    prove('figures', figures, kind, of)
    prove('values, tokens and keys', leaks, kind, of)

    it('ends at Ctrl-C, and leaves no process behind', async () => {
      expect(await deployment.stack.stop('SIGINT')).toBe(0)
      expect(processesOf(deployment.folder)).toEqual([])
    })
  })
})
