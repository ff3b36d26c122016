/** Records that tell of their changes as the stream of their table does: every one of them, in order. */
import type { PassId, PassRecord, Records } from '../../lib/ports/records.ts'
import type { RecordChange } from '../../lib/service/work/work-service.ts'

/** Writes of one pass are made one after the other, so that what was before and after each is known. */
export const toldRecords = (records: Records, tell: (change: RecordChange) => void): Records => {
  const known = new Map<string, PassRecord>()
  const queue = new Map<string, Promise<unknown>>()

  const tellOf = async ({ passTypeIdentifier, serialNumber }: PassId): Promise<void> => {
    const before = known.get(serialNumber)
    const after = await records.get({ passTypeIdentifier, serialNumber })
    if (!after || JSON.stringify(before) === JSON.stringify(after)) return
    known.set(serialNumber, after)
    tell({ ...(before && { before }), after })
  }

  const inTurn = <Result>(pass: PassId, write: () => Promise<Result>): Promise<Result> => {
    const mine = (queue.get(pass.serialNumber) ?? Promise.resolve()).then(async () => {
      try {
        return await write()
      } finally {
        await tellOf(pass)
      }
    })
    queue.set(
      pass.serialNumber,
      mine.catch(() => undefined),
    )
    return mine
  }

  return {
    ...records,
    write: (write) => inTurn(write.record, () => records.write(write)),
    setBuilt: (pass, built) => inTurn(pass, () => records.setBuilt(pass, built)),
    setPending: (pass, pending) => inTurn(pass, () => records.setPending(pass, pending)),
    clearPending: (pass, version) => inTurn(pass, () => records.clearPending(pass, version)),
  }
}
