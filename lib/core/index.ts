/**
 * Passwright's core: templates in, signed passes out. Web standards only: it runs in Node, workerd, Deno, Bun and
 * browsers.
 *
 * @module
 */
export { type BuildOptions, type BuiltPass, buildPass } from './build.ts'
export { type BundledPass, buildBundle } from './bundle.ts'
export type { Bytes } from './bytes.ts'
export { contentsOf, type PassContents } from './contents.ts'
export {
  ArchiveError,
  BundleError,
  type ErrorCode,
  PassError,
  PasswrightError,
  PersonalizationError,
  SignerError,
  TemplateError,
  ValuesError,
} from './errors.ts'
export { explain } from './explain.ts'
export type { Explanation, Finding, Profile, Severity, Source } from './finding.ts'
export type { PassJson } from './format/pass.ts'
export type { PersonalizationJson } from './format/personalization.ts'
export { inspect } from './inspect.ts'
export type {
  BundleInspection,
  CertificateFacts,
  Inspection,
  ManifestEntry,
  PassFacts,
  PassInspection,
  SignatureInspection,
  SignatureOutcome,
  TemplateInspection,
} from './inspection/inspection.ts'
export type { InspectOptions } from './inspection/options.ts'
export { preflight } from './preflight/preflight.ts'
export { type CheckSignerOptions, checkSigner, type SignerParts } from './signing/check-signer.ts'
export {
  type PersonalizationSignatureInput,
  signPersonalizationToken,
  verifyPersonalizationSignature,
} from './signing/personalization-token.ts'
export { loadSigner, type Signer, type SignerInput } from './signing/signer.ts'
export { makeThrowawayChain, type ThrowawayChain, type ThrowawayChainOptions } from './signing/throwaway.ts'
export type { Trust } from './signing/trust.ts'
export { compileTemplate } from './template/compile.ts'
export type { Files } from './template/files.ts'
export type { FilledPass } from './template/filled-pass.ts'
export { readyPass } from './template/ready.ts'
export type { TemplateSettings } from './template/settings.ts'
export type { FillExtras, Template } from './template/template.ts'
export { type PackageCheck, type PackageReport, verifyPass } from './verify.ts'
