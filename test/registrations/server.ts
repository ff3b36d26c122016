/** What phones, the back end and the queues ask of a process of the service. */
import type { Bytes } from '../../lib/core/bytes.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import type { PassId } from '../../lib/ports/records.ts'
import type { DeviceId } from '../../lib/ports/registrations.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import type { ChangedPasses, LatestRequest, WalletService } from '../../lib/service/wallet/wallet-service.ts'
import type { WorkService } from '../../lib/service/work/work-service.ts'
import type { Chance } from '../fuzz/chance.ts'
import type { History, Read } from './history.ts'

/** A pass as its holder gets it. */
export interface DownloadedPass {
  /** What it says. */
  readonly content: string
  /** When its version came to be: whole seconds since 1970. */
  readonly modifiedAt: number
  /** Its authentication token. */
  readonly token: string
}

/** A process of the service. */
export interface Server extends Pick<WorkService, 'follow' | 'build' | 'notify' | 'redrive'> {
  readonly wallet: Pick<WalletService, 'register' | 'unregister'>
  readonly list: (
    device: DeviceId,
    tag?: string,
  ) => Promise<{ readonly changed: ChangedPasses | undefined; readonly read: Read; readonly generation: number }>
  readonly latest: (request: LatestRequest) => Promise<'unchanged' | Pick<DownloadedPass, 'content' | 'modifiedAt'>>
  readonly download: (pass: PassId) => Promise<DownloadedPass>
  /** Issues a pass, or changes what it says. */
  readonly put: (pass: PassId, content: string) => Promise<void>
}

/** What phones ask of a process. */
export const walletOf = (
  { generation, readOf }: Pick<History, 'readOf'> & { readonly generation: number },
  wallet: WalletService,
  textOf: (bytes: Bytes) => Promise<string> | string,
): Pick<Server, 'wallet' | 'list' | 'latest'> => ({
  wallet,
  list: async (device, tag) => {
    const changed = await wallet.list(device, tag)
    const read = readOf(device.deviceLibraryIdentifier)
    if (!read) throw new Error('a list read nothing')
    return { changed, read, generation }
  },
  latest: async (request) => {
    const answer = await wallet.latest(request)
    if (answer.kind === 'unchanged') return 'unchanged'
    return { content: await textOf(answer.bytes), modifiedAt: answer.lastModified }
  },
})

/** All processes that run. */
export interface Servers {
  /** Asks one of them. Undefined if that failed and may be tried again. */
  readonly ask: <Answer>(
    name: string,
    request: (server: Server) => Promise<Answer>,
  ) => Promise<{ readonly answer: Answer } | undefined>
}

/** What happens in a world with faults. */
const isExpected = (error: unknown): boolean =>
  error instanceof UnavailableError || (error instanceof ServiceError && error.status === 503)

/** Asks the processes that run at the time. */
export const askAny = (running: () => readonly Server[], chance: Chance, history: History): Servers => ({
  ask: async (name, request) => {
    const server = chance.any(running())
    if (!server) return undefined
    try {
      return { answer: await request(server) }
    } catch (error) {
      if (!isExpected(error)) history.breaks(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
      return undefined
    }
  },
})
