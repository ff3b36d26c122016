/** What a contender is to the process that it runs in. */
import type { Order } from './order.ts'
import type { Setup } from './setup.ts'

/** Makes one pass, signed and packed. */
export type MakePass = (order: Order) => Promise<Uint8Array> | Uint8Array

/** Gets ready for any number of passes: reads what is the same in all of them, once. */
export type Start = (setup: Setup) => Promise<MakePass> | MakePass
