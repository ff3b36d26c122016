/** Waiting for work that may take too long. */

/** What the work comes to; undefined after so many milliseconds: then it goes on without us. @throws what the work throws until then */
export const atMost = async <Done>(milliseconds: number, work: Promise<Done>): Promise<Done | undefined> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const longEnough = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([work, longEnough])
  } finally {
    clearTimeout(timer)
  }
}
