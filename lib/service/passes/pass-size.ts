/** How large a pass may be. */
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'

/** Makes sure that a pass of so many bytes fits into an answer. @throws ServiceError `pass/too-large` */
export const assertPassSize = (bytes: number): void => {
  if (bytes <= limits.passBytes) return
  const message = `the signed pass would have up to ${bytes} bytes; ${limits.passBytes} are allowed: use smaller images`
  throw new ServiceError('pass/too-large', message)
}
