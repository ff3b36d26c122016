/** The local stack without servers: the same apps and use cases in this process, on a store in memory. */
import { memoryPorts } from '../../../lib/adapters/memory/ports.ts'
import { makeService } from '../../../lib/service/make-service.ts'
import { startFiles } from './memory-files.ts'
import { memoryRoutes } from './memory-routes.ts'
import type { Stack, StackOptions } from './stack.ts'
import { makeStopper } from './stopper.ts'

/** As serverless.yml has it. */
const redriveMilliseconds = 5 * 60 * 1000

/** Starts it. Nothing outlives it. */
export const startMemoryStack = async (options: StackOptions): Promise<Stack> => {
  const { publicBaseUrl, passTypes, adoptedPassTypes, say } = options
  const stopper = makeStopper()
  let filesEndpoint = ''
  const addressOf = (key: string): string => `${filesEndpoint}/${encodeURIComponent(key)}`
  const ports = memoryPorts({
    uploadUrl: addressOf,
    downloadUrl: addressOf,
    failed: ({ listener, givenUp }) => {
      if (givenUp) say(`work of the ${listener} was given up`)
    },
  })
  stopper.add(ports.close)
  const files = await startFiles(ports)
  stopper.add(files.stop)
  filesEndpoint = files.endpoint
  const passTypeIdentifiers = passTypes.map(({ identifier }) => identifier)
  const service = makeService(ports, { publicBaseUrl, passTypeIdentifiers, adoptedPassTypes })
  ports.onChanges(service.work.follow)
  ports.onBuilds(service.work.build)
  // Nobody pushes here. What a device is owed stands in the store, and it hears of it when it asks.
  ports.onNotifications(() => Promise.resolve())
  const redrive = () => {
    service.work.redrive().catch(() => say('redrive failed'))
  }
  const timer = setInterval(redrive, redriveMilliseconds)
  stopper.add(() => Promise.resolve(clearInterval(timer)))
  return {
    routes: memoryRoutes(service, say),
    admin: ports.admin,
    hasSigner: async (passType) => (await ports.secrets.signer(passType)) !== undefined,
    stop: stopper.stop,
  }
}
