/**
 * passkit-generator behind the bare handler: it answers the first request as that does. Then it makes a pass in its quickest
 * documented way, from a signer in Secrets Manager and a zipped model in S3, where Passwright's functions find theirs.
 */
import { unzipSync } from 'fflate'
import { handle } from 'hono/aws-lambda'
import { type Library, startWith } from '../contenders/passkit-generator.ts'
import { orderOf } from '../worker/order.ts'
import type { PemName, WorkloadFacts } from '../worker/setup.ts'
import { bareApp, fileOf, passResponse, secretOf } from './bare-app.ts'

const buffersOf = (archive: Uint8Array): Map<string, Buffer> =>
  new Map(Object.entries(unzipSync(archive)).map(([path, bytes]) => [path, Buffer.from(bytes)]))

/** The handler. Takes the library as an argument: the bundle's entry imports it. */
export const handlerWith = (library: Library) => {
  const app = bareApp()
  app.get('/sign', async ({ req }) => {
    const { secret = '', bucket = '', key = '', facts = '' } = req.query()
    const signer: Partial<Record<PemName, string>> = JSON.parse(await secretOf(secret))
    const model = buffersOf(await fileOf(bucket, key))
    const workload: WorkloadFacts = JSON.parse(facts)
    const setup = {
      ...workload,
      template: () => new Map(),
      model: () => model,
      pem: (name: PemName) => signer[name] ?? '',
    }
    const make = await startWith(library)(setup)
    return passResponse(await make(orderOf(0, workload.fresh)))
  })
  return handle(app)
}
