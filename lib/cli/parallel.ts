/**
 * Works through a sequence with several items in flight. After a failure nothing more is begun, and what is in flight is
 * waited for.
 *
 * @throws what a failing `work` threw
 */
export const forEachAtOnce = async <Item>(
  width: number,
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const sequence = items[Symbol.asyncIterator]()
  let failed = false
  const worker = async (): Promise<void> => {
    while (!failed) {
      const { done, value } = await sequence.next()
      if (done) return
      try {
        await work(value)
      } catch (cause) {
        failed = true
        throw cause
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: width }, worker))
  const failure = outcomes.find((outcome) => outcome.status === 'rejected')
  if (failure) throw failure.reason
}
