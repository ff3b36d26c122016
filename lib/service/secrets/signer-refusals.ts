/** What the refusals of signers mean. Apart from what loads them: whoever only asks what was thrown does without that. */
import { SignerError } from '../../core/errors.ts'
import { ServiceError } from '../errors.ts'

/** Whether an error says that a pass type has no signer that could be used, whatever for. */
export const isSignerRefusal = (error: unknown): error is ServiceError =>
  error instanceof ServiceError && (error.code === 'signer/missing' || error.code === 'signer/unusable')

/** What a signer says of one pass, which is no reason not to sign the others. */
const ofOnePass: ReadonlySet<string> = new Set(['signer/wrong-team', 'signer/nfc-not-allowed', 'signer/signing-time'])

/** Whether an error says that no pass of its type can be signed. */
export const isSignerBroken = (error: unknown): error is ServiceError =>
  isSignerRefusal(error) && !(error.cause instanceof SignerError && ofOnePass.has(error.cause.code))

/** What is wrong with a signer, as closely as it is known: `signer/expired` rather than `signer/unusable`. */
export const signerFaultOf = ({ code, cause }: ServiceError): string =>
  cause instanceof SignerError ? cause.code : code
