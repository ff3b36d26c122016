/** The rules for the address that is written into every pass. */
import { StageError } from './stage-error.ts'

/** What the rules depend on besides the address. */
export interface AddressContext {
  readonly stage: string
  /** Whether the stage says that it wants an address of Amazon's all the same. */
  readonly allowAmazonHost: boolean
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/
const amazon = /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|cloudfront\.net|on\.aws)$/

const refuse = (url: string, what: string): never => {
  throw new StageError('stage/public-base-url', `publicBaseUrl ${JSON.stringify(url)} ${what}`)
}

const parse = (text: string): URL =>
  URL.canParse(text) ? new URL(text) : refuse(text, 'is not an absolute URL: write it like https://passes.example.com')

/**
 * Checks the public address of a stage and returns it without a slash at its end.
 *
 * @throws StageError `stage/public-base-url`
 */
export const checkPublicBaseUrl = (text: string, { stage, allowAmazonHost }: AddressContext): string => {
  const { protocol, hostname, origin, href } = parse(text)
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback.test(hostname))) {
    refuse(text, 'is not https: phones refuse passes with any other address (http is for this machine only)')
  }
  if (href !== `${origin}/`) {
    refuse(text, `has more than a host: the service answers at the root of it, so write ${origin}`)
  }
  if (stage === 'prod' && amazon.test(hostname) && !allowAmazonHost) {
    const reason =
      'is an address that Amazon made up. It is written into every pass and cannot be changed on the phones that hold it; ' +
      'when the API is made anew, or moves, they never hear from us again. Use a domain of your own, or say ' +
      'allowAmazonHost: true if no pass of this stage has to last'
    refuse(text, reason)
  }
  return origin
}
