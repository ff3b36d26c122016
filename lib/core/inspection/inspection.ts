/** What is told of a package from anywhere: a pass, a bundle of passes, or a template. All of it survives JSON. */
import type { Finding } from '../finding.ts'
import type { StyleName } from '../format/styles.ts'
import type { DeviceView } from '../preflight/devices.ts'
import type { SignatureCheck } from '../signing/report.ts'

/** What `pass.json` says of itself, as far as it is well typed. */
export interface PassFacts {
  readonly passTypeIdentifier?: string
  readonly teamIdentifier?: string
  readonly serialNumber?: string
  readonly organizationName?: string
  readonly description?: string
  /** The style keys that it has. */
  readonly styles: readonly StyleName[]
  /** The newer looks that it asks for, as they stand in `pass.json`. */
  readonly schemes: readonly string[]
  readonly relevantDate?: string
  readonly expirationDate?: string
  readonly voided?: boolean
  readonly webServiceURL?: string
  /** The languages that it is translated into: the names of its `.lproj` folders. */
  readonly languages: readonly string[]
}

/** A certificate of a signature. */
export interface CertificateFacts {
  /** `UID=…, CN=…, OU=…`, in the order of the certificate. */
  readonly subject: string
  readonly issuer: string
  /** Lowercase hexadecimal. */
  readonly serialNumber: string
  /** SHA-256 of the DER bytes, lowercase hexadecimal. */
  readonly sha256: string
  readonly notBefore: Date
  readonly notAfter: Date
  /** What the certificate is in the chain. `other`: it has no part in it. */
  readonly role: 'signer' | 'intermediate' | 'root' | 'other'
  /** Apple's short name of it, where it is one of Apple's that we know: `WWDR G4`. */
  readonly apple?: string
}

/** One check of a signature, without its findings: they stand among those of the pass. */
export interface SignatureOutcome {
  /** `revocation`: no list of revoked certificates names one of the chain; only checked where such lists are given. */
  readonly name: SignatureCheck['name'] | 'revocation'
  readonly ok: SignatureCheck['ok']
  /** The codes of its findings. */
  readonly codes: readonly string[]
}

/** Who signed a pass, when and how, and whether that holds. */
export interface SignatureInspection {
  /** Whether every check that was made passed, and none that had to be made was left out. */
  readonly ok: boolean
  readonly checks: readonly SignatureOutcome[]
  /** Absent if the signature cannot be opened, and so are the others. */
  readonly signer?: CertificateFacts & {
    readonly passTypeIdentifier?: string
    readonly teamIdentifier?: string
    /** Whether it may sign passes with NFC. */
    readonly nfc: boolean
  }
  readonly signingTime?: Date
  /** `SHA-1`, `SHA-256`, `SHA-384` or `SHA-512`; the object identifier of another. */
  readonly digestAlgorithm?: string
  /** The certificates in the signature: the signer's, the intermediate that issued it, and what else there is. */
  readonly chain: readonly CertificateFacts[]
  /** The trusted root above the intermediate: Apple's short name of it, or its whole name. Absent if none is trusted. */
  readonly root?: string
}

/** One line of the manifest, or a file that has none. */
export interface ManifestEntry {
  readonly path: string
  /** The size of the file; absent if it is not there. */
  readonly bytes?: number
  /** What the manifest says: 40 hexadecimal digits where it is in order. Absent if it does not list the file. */
  readonly listed?: string
  /** SHA-1 of the file, lowercase hexadecimal; absent if it is not there. */
  readonly actual?: string
  /**
   * - `ok`: listed and unchanged
   * - `changed`: not the file that was listed
   * - `not-listed`: a file without a line
   * - `missing`: a line without a file
   * - `invalid`: what is listed is no SHA-1 digest
   * - `unwanted`: a line for the manifest or the signature themselves
   */
  readonly state: 'ok' | 'changed' | 'not-listed' | 'missing' | 'invalid' | 'unwanted'
}

/** A pass: finished, or its files before they are signed. */
export interface PassInspection {
  readonly kind: 'pass'
  /** Whether it is taken for a finished one: then it must have a manifest and a signature. */
  readonly finished: boolean
  /** The number of files, junk included. */
  readonly files: number
  /** Absent if `pass.json` cannot be read at all. */
  readonly pass?: PassFacts
  /** Absent if there is none that can be read, and for passes that are not finished. */
  readonly manifest?: readonly ManifestEntry[]
  /** Absent for passes that are not finished, and where there is no signature. */
  readonly signature?: SignatureInspection
  /** What each system would show; empty if `pass.json` cannot be read at all. */
  readonly devices: readonly DeviceView[]
  /** Everything that was found, in the order of the files. */
  readonly findings: readonly Finding[]
}

/** A bundle of passes. */
export interface BundleInspection {
  readonly kind: 'bundle'
  /** What is in it, by the name in the archive. */
  readonly passes: readonly { readonly name: string; readonly inspection: PassInspection }[]
  /** What was found on the bundle itself; each pass has its own. */
  readonly findings: readonly Finding[]
}

/** A template, checked by filling it with its sample. */
export interface TemplateInspection {
  readonly kind: 'template'
  /** Apple's Pass Designer, or ours. */
  readonly made: 'pass-designer' | 'passwright'
  readonly files: number
  /** Of the filled sample; absent if the template cannot be filled. */
  readonly pass?: PassFacts
  /** What each system would show of the filled sample. */
  readonly devices: readonly DeviceView[]
  readonly findings: readonly Finding[]
}

/** Everything that can be told of a package. */
export type Inspection = PassInspection | BundleInspection | TemplateInspection
