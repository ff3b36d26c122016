/** The ports of the stack in memory: those of the package, with the delays, the bus and the push service of a deployment. */
import { join } from 'node:path'
import { apnsPusher } from '../../../lib/adapters/apns/apns-pusher.ts'
import { type MemoryPorts, memoryPorts } from '../../../lib/adapters/memory/ports.ts'
import type { JsonObject } from '../../../lib/core/format/json.ts'
import type { Bus } from '../../../lib/ports/bus.ts'
import { noticeSource, publishedDetail } from '../../../lib/service/notices/published.ts'
import { makeSignerNow } from '../../../lib/service/secrets/signer-now.ts'
import { envelope } from '../events/entries.ts'
import { openNotices } from '../events/notices.ts'
import { startFiles } from './memory-files.ts'
import type { StackOptions } from './stack.ts'
import type { Stopper } from './stopper.ts'

/** As the queue of notifications has it, in seconds. */
const notificationDelay = 2

const busTo = (note: (event: JsonObject) => void): Bus => ({
  publish: (notices) => {
    for (const notice of notices) {
      const { type: detailType, at } = notice
      note(envelope({ source: noticeSource, detailType, detail: publishedDetail(notice), at }))
    }
    return Promise.resolve()
  },
})

/** Opens it. @param onUpload is told where each file lies that has been uploaded, and how many bytes it has */
export const openMemoryWorld = async (
  { pushService, logs, say }: StackOptions,
  stopper: Stopper,
  onUpload: (place: string, size: number) => void,
): Promise<MemoryPorts> => {
  let filesEndpoint = ''
  const addressOf = (place: string): string => `${filesEndpoint}/${encodeURIComponent(place)}`
  const ports = memoryPorts({
    uploadUrl: addressOf,
    downloadUrl: addressOf,
    failed: ({ listener, givenUp }) => {
      if (givenUp) say(`work of the ${listener} was given up`)
    },
  })
  const notices = openNotices(join(logs, 'notices.ndjson'))
  stopper.add(notices.close)
  stopper.add(ports.close)
  const files = await startFiles(ports, onUpload)
  stopper.add(files.stop)
  filesEndpoint = files.endpoint
  const { clock, random, secrets } = ports
  const place = await pushService
  const pusher = apnsPusher({
    ...(place && { origin: place.origin, roots: place.roots }),
    ...{ clock, random, signerOf: makeSignerNow({ secrets, clock }) },
  })
  stopper.add(() => Promise.resolve(pusher.close()))
  return {
    ...ports,
    queues: {
      ...ports.queues,
      sendNotifications: (notifications, delaySeconds = notificationDelay) =>
        ports.queues.sendNotifications(notifications, delaySeconds),
    },
    bus: busTo(notices.note),
    pusher,
  }
}
