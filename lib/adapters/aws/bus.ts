/** The bus in EventBridge. */
import type { EventBridgeClient, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge'
import { utf8 } from '../../core/bytes.ts'
import type { Bus, Notice } from '../../ports/bus.ts'
import { noticeSource, publishedDetail } from '../../service/notices/published.ts'
import { lazily } from '../lazy.ts'
import { type ClientConfig, foundByTheSdk } from './client-config.ts'
import { sendInParts } from './in-parts.ts'
import { timeouts } from './timeouts.ts'
import { unavailable } from './unavailable.ts'

// Only for who tells something: most requests do not.
const sdk = () => import('@aws-sdk/client-eventbridge')

const eventBridgeClient = async (config: ClientConfig): Promise<EventBridgeClient> => {
  const { EventBridgeClient } = await sdk()
  return new EventBridgeClient({ requestHandler: timeouts.messages, ...config('EVENTBRIDGE') })
}

// Both as the quotas of PutEvents say. Its newer quota of 1 MB is not that of every region.
const mostEntries = 10
const mostBytes = 256 * 1024
const attempts = 6

/** What PutEvents counts of an entry besides its texts: the time. */
const timeBytes = 14

type Entry = PutEventsRequestEntry & { readonly Detail: string; readonly DetailType: string; readonly Source: string }

const sizeOf = ({ Detail, DetailType, Source }: Entry): number => utf8(Detail + DetailType + Source).length + timeBytes

/** As few batches as the quotas allow, in order. */
const batchesOf = (entries: readonly Entry[]): readonly (readonly Entry[])[] => {
  const batches: { readonly entries: Entry[]; bytes: number }[] = []
  for (const entry of entries) {
    const bytes = sizeOf(entry)
    const last = batches.at(-1)
    if (last && last.entries.length < mostEntries && last.bytes + bytes < mostBytes) {
      last.entries.push(entry)
      last.bytes += bytes
    } else batches.push({ entries: [entry], bytes })
  }
  return batches.map((batch) => batch.entries)
}

/** Where the bus is, and how it is reached. */
export interface AwsBusOptions {
  /** Its name or ARN. */
  readonly name: string
  /** Default: a client that `config` tells where to go, made when it is first needed. */
  readonly client?: () => Promise<EventBridgeClient>
  /** Default: what the environment of the process names. */
  readonly config?: ClientConfig
}

/** The bus in EventBridge. A notice is an event with its type as detail type; see {@link publishedDetail}. */
export const awsBus = ({
  name,
  config = foundByTheSdk,
  client = lazily(() => eventBridgeClient(config)),
}: AwsBusOptions): Bus => {
  const entryOf = (notice: Notice): Entry => ({
    EventBusName: name,
    Source: noticeSource,
    DetailType: notice.type,
    Time: new Date(notice.at),
    Detail: JSON.stringify(publishedDetail(notice)),
  })

  /** Sends entries and gives back those that were not taken: the answer tells of each, in their order. */
  const send = async (entries: readonly Entry[]): Promise<readonly Entry[]> => {
    const [{ PutEventsCommand }, bridge] = await Promise.all([sdk(), client()])
    const command = new PutEventsCommand({ Entries: [...entries] })
    const { FailedEntryCount = 0, Entries = [] } = await bridge.send(command).catch((error: unknown) => {
      throw unavailable('the bus', error)
    })
    return FailedEntryCount === 0 ? [] : entries.filter((_, index) => Entries[index]?.EventId === undefined)
  }

  return {
    publish: async (notices) => {
      for (const batch of batchesOf(notices.map(entryOf))) {
        await sendInParts(batch, { send, receiver: 'the bus', attempts })
      }
    },
  }
}
