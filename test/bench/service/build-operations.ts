/** Building behind a change, beside the one signature that it cannot do without. */
import { unzipSync } from 'fflate/browser'
import type { Deployment } from './deployment.ts'
import type { Request } from './event.ts'
import { must, type Operation } from './operation.ts'

/** Passes that are changed and built in turns: what is built takes the place of an earlier version, as it does in life. */
const passes = 64

const serialOf = (index: number): string => `BUILT-${index % passes}`

/** Passes that a device holds each, and whose changes are built. @param put puts a pass with the values of a number */
export const buildOperations = async (
  { api, wallet, build, builtVersion, signature, passTypeIdentifier }: Deployment,
  put: (serial: string, index: number) => Request,
): Promise<readonly Operation[]> => {
  const hold = async (index: number): Promise<void> => {
    const serial = serialOf(index)
    const { path, headers = {}, ...rest } = put(serial, index)
    await must(api, { path, headers, ...rest }, 201)
    const file = await must(api, { method: 'GET', path: `${path}/file`, headers }, 200)
    const { 'pass.json': passJson } = unzipSync(Buffer.from(file, 'base64'))
    const { authenticationToken } = JSON.parse(new TextDecoder().decode(passJson))
    const device = index.toString(16).padStart(32, 'd')
    await must(
      wallet,
      {
        method: 'POST',
        path: `/wallet/v1/devices/${device}/registrations/${passTypeIdentifier}/${serial}`,
        headers: { authorization: `ApplePass ${authenticationToken}` },
        body: JSON.stringify({ pushToken: 'cd'.repeat(32) }),
      },
      201,
    )
  }
  const versions = new Map<string, number>()
  for (let index = 0; index < passes; index += 1) await hold(index)
  return [
    {
      ...{ name: 'signature', call: signature, status: 200, isBatch: true },
      request: (index) => ({ method: 'POST', path: `N-${index}` }),
    },
    {
      name: 'build',
      call: build,
      status: 200,
      isBatch: true,
      request: async (index) => {
        const serial = serialOf(index)
        const expected = versions.get(serial)
        if (expected !== undefined && (await builtVersion(serial)) !== expected)
          throw new Error(`${serial} was not built`)
        const { version } = JSON.parse(await must(api, put(serial, passes + index), 200))
        versions.set(serial, version)
        return { method: 'POST', path: `${serial}/${version}` }
      },
    },
  ]
}
