/** Waiting for work that may go on without us. */

/** Resolves when the work is done, or after so many milliseconds. @throws what the work throws until then */
export const atMost = async (milliseconds: number, work: Promise<void>): Promise<void> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const longEnough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    await Promise.race([work, longEnough])
  } finally {
    clearTimeout(timer)
  }
}
