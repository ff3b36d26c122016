/** The service as its HTTP faces and functions see it: the use cases, their inputs and their outcomes. */
import type { Bytes } from '../core/bytes.ts'
import type { Finding, Profile } from '../core/finding.ts'
import type { JsonObject } from '../core/format/json.ts'
import type { Inspection } from '../core/inspection/inspection.ts'
import type { PresignedUpload } from '../ports/assets.ts'
import type { Page, PageRequest } from '../ports/page.ts'
import type { PassId, PassRecord, PassSummary } from '../ports/records.ts'
import type { Rollout, RolloutFilter } from '../ports/rollouts.ts'
import type { TemplateVersion } from '../ports/templates.ts'
import type { DrawingService } from './drawings/drawing-service.ts'
import type { HealthService } from './health/health-service.ts'
import type { ImportResumption, ImportService, ImportWork } from './imports/import-service.ts'
import type { IngestService, ParkedService } from './ingest/ingest-service.ts'
import type { DownloadService, LinkMaker, PageService } from './links/link-services.ts'
import type { PassBundle, PassFile } from './passes/pass-file.ts'
import type { Preconditions, Written } from './passes/written.ts'
import type { TimelineService } from './timeline/timeline-service.ts'
import type { WalletService } from './wallet/wallet-service.ts'
import type { WorkService } from './work/work-service.ts'

export type { PassBundle, PassFile } from './passes/pass-file.ts'
export type { Preconditions, Written } from './passes/written.ts'

/** What a stage sets. */
export interface ServiceSettings {
  /** Where customers and phones reach the service: an absolute URL without a trailing slash. Written into every pass. */
  readonly publicBaseUrl: string
  /** The pass types that this deployment has room for a signer for. */
  readonly passTypeIdentifiers: readonly string[]
  /** Those of them whose passes may have been issued by another system: their tokens are looked up as well. Default: none. */
  readonly adoptedPassTypes?: readonly string[]
  /**
   * Part of every tag. A restore from a backup raises it: every device then asks for all of its passes once. Default: 1.
   */
  readonly generation?: number
  /**
   * When the last restore from a backup was over: whole seconds since 1970. No date before it says what a device has, and
   * none is given out. Default: there was none.
   */
  readonly restoredAt?: number
}

/** A registration of a pass that another system issued, as it came: nothing of it was checked. */
export interface AdoptedRegistration {
  readonly deviceLibraryIdentifier: string
  /** In hexadecimal. */
  readonly pushToken: string
}

/** A pass that another system issued, as it came: nothing of it was checked. */
export interface AdoptedPass extends PassContent {
  /** The authentication token that devices hold. */
  readonly authenticationToken: string
  /** The `Last-Modified` that devices hold, in whole seconds since 1970; not in the future. */
  readonly lastModified: number
  readonly registrations: readonly AdoptedRegistration[]
}

/** What adopting a pass came to. */
export interface Adopted extends Written {
  /** How many devices hold the pass now that did not before. */
  readonly registered: number
}

/** What the holder of a pass has said of themselves. */
export interface PersonalData {
  /** Milliseconds since 1970. */
  readonly at: number
  /** By the names of Apple's protocol (`givenName`…); undefined once they are erased. */
  readonly answers?: Readonly<Record<string, string>>
}

/** A template version with what its archive holds. */
export interface TemplateDetails extends TemplateVersion {
  /** The JSON Schema of the values. */
  readonly values: JsonObject
  readonly sample: JsonObject
  readonly defaultLanguage: string
  /** The files of the template, by path. */
  readonly files: readonly string[]
}

/** What publishing came to. */
export interface Published {
  readonly template: TemplateVersion
  /** False if the newest version had these very files already: no version was added. */
  readonly created: boolean
  /** What preflight says of the template with its sample values, and what is of no use in it. */
  readonly warnings: readonly Finding[]
  /** What is worth knowing besides. */
  readonly notes: readonly Finding[]
}

/** A place to upload an archive to. */
export interface Upload {
  /** To be given to who is to read it. URL-safe. */
  readonly id: string
  readonly request: PresignedUpload
  /** Milliseconds since 1970. */
  readonly expiresAt: number
}

/** Makes room for archives that are too large to pass through a function. What arrives is used once, within a day. */
export interface UploadService {
  /** Makes room for an upload of exactly `bytes` bytes. @throws ServiceError `request/too-large` */
  readonly start: (bytes: number) => Promise<Upload>
}

/** Publishes and reads templates. */
export interface TemplateService {
  /**
   * Publishes the archive (zip) of a template folder as the next version of the name that it carries; or that of a
   * `.pkpasstemplate` of Apple's Pass Designer, whose name is made of its description.
   *
   * @throws ArchiveError, TemplateError, PassError `pass/refused` for the sample values
   * @throws ServiceError `template/pass-type-unknown`, `template/identity-changed`, `template/busy`, `pass/too-large`
   */
  readonly publish: (archive: Bytes) => Promise<Published>
  /** Publishes what was uploaded, and forgets the upload. @throws ServiceError `upload/not-found`, and what `publish` throws */
  readonly publishUpload: (id: string) => Promise<Published>
  /** The newest version of each template. */
  readonly list: (page: PageRequest) => Promise<Page<TemplateVersion>>
  /** The versions of one template, newest first. @throws ServiceError `template/not-found` */
  readonly versions: (name: string, page: PageRequest) => Promise<Page<TemplateVersion>>
  /** One version, the newest by default. @throws ServiceError `template/not-found` */
  readonly read: (name: string, version?: number) => Promise<TemplateDetails>
}

/** What a pass is made of. */
export interface PassContent {
  /** `name` for the newest version, `name@3` for that one. */
  readonly template: string
  /** Without the serial number, or with the very same. */
  readonly values: JsonObject
}

/**
 * Issues, changes and erases passes. Writes throw what filling and preflight throw (ValuesError, PassError), and
 * ServiceError: `pass/not-found`, `pass/erased`, `pass/exists`, `pass/revision-stale`, `pass/busy`, `pass/too-large`,
 * `template/not-found`, `template/pass-type-mismatch`, `request/too-large`, `idempotency/key-reused`. A refused write leaves
 * nothing behind.
 */
export interface PassService {
  /** Creates or replaces: the caller's serial number. The images of a record stay. */
  readonly put: (pass: PassId, content: PassContent, preconditions: Preconditions) => Promise<Written>
  /** Creates, with a serial number of 128 random bits and the pass type of the template. */
  readonly create: (content: PassContent, preconditions: Preconditions) => Promise<Written>
  /** The record. @throws ServiceError `pass/not-found`, `pass/erased` */
  readonly read: (pass: PassId) => Promise<PassRecord>
  /** Changes: `template` names another, `values` is a JSON merge patch (RFC 7396) for the values. */
  readonly patch: (
    pass: PassId,
    change: { readonly template?: string; readonly values?: JsonObject },
    preconditions: Preconditions,
  ) => Promise<Written>
  /** Gives the record an image of its own, by file name (`thumbnail@2x.png`). @throws ValuesError `values/image-invalid` */
  readonly putImage: (pass: PassId, name: string, png: Bytes, preconditions: Preconditions) => Promise<Written>
  /** Takes it away again. @throws ServiceError `pass/image-not-found` */
  readonly removeImage: (pass: PassId, name: string, preconditions: Preconditions) => Promise<Written>
  /** Marks the pass as void, or as valid again. */
  readonly setVoided: (pass: PassId, voided: boolean, preconditions: Preconditions) => Promise<Written>
  /**
   * Erases record, images, built passes and events, and leaves a tombstone. An erased pass may be erased again. Idempotency
   * keys are not remembered: there is nothing to repeat.
   */
  readonly erase: (pass: PassId, preconditions: Preconditions) => Promise<void>
  /**
   * Takes a pass over from another system: record, token and registrations. The same again changes nothing but adds
   * registrations that are missing, also after the record was changed here. The push token of a device that is known stays.
   *
   * @throws ServiceError `adoption/not-allowed`; `adoption/invalid` with a finding for each fault; `pass/exists` for one
   *   that is here with another token or other contents; `pass/erased` for one that was erased; `registration/too-many`
   */
  readonly adopt: (pass: PassId, adopted: AdoptedPass) => Promise<Adopted>
  /** What the holder of a personalized pass has said. @throws ServiceError `pass/not-personalized` */
  readonly personalData: (pass: PassId) => Promise<PersonalData>
  /**
   * Erases it. The pass stays personalized, and its values what they are.
   *
   * @throws ServiceError `pass/not-personalized`, `pass/busy`
   */
  readonly erasePersonalData: (pass: PassId) => Promise<void>
  /** The passes of a template. @throws ServiceError `template/not-found`, CursorError */
  readonly list: (template: string, page: PageRequest) => Promise<Page<PassSummary>>
  /** The signed pass: the stored one, or built on the spot. @throws ServiceError `signer/missing`, `signer/unusable` */
  readonly file: (pass: PassId) => Promise<PassFile>
  /**
   * The signed passes, 1 to 10, as one file. One that is too large for an answer lies in the store for a day at most, also
   * if one of its passes is erased meanwhile; the same passes again take its place.
   *
   * @throws BundleError; and what `file` throws, with a message that says of which pass
   */
  readonly bundle: (passes: readonly PassId[]) => Promise<PassBundle>
}

/** How a package is to be looked at. */
export interface InspectionOptions {
  /** Default: `lenient` for what is finished, `strict` for templates and passes that are yet to be signed. */
  readonly profile?: Profile
  /** Root certificates to trust besides Apple's, each as PEM. */
  readonly roots?: readonly string[]
}

/** Looks at packages, whoever made them. Nothing of them is stored. */
export interface PackageService {
  /**
   * Everything that can be told of a package: see `inspect`. What has expired by now is told as well.
   *
   * @throws ArchiveError if nothing at all can be read; SignerError `signer/certificate-unreadable` for a root
   */
  readonly inspect: (archive: Bytes, options?: InspectionOptions) => Promise<Inspection>
  /** The same of what was uploaded, which is forgotten then. @throws ServiceError `upload/not-found`, and what `inspect` throws */
  readonly inspectUpload: (id: string, options?: InspectionOptions) => Promise<Inspection>
}

/** What is to be rolled out. */
export interface RolloutRequest {
  /** The name of the template. */
  readonly template: string
  /** `template`: brings its passes to a version of it. `sign`: signs them anew, where the signer was another one. */
  readonly kind: 'template' | 'sign'
  /** Of the template. Default: the newest. */
  readonly version?: number
  /** Default: all passes. */
  readonly filter?: RolloutFilter
}

/** A rollout, how far it is, and when it will be done. */
export interface RolloutState extends Rollout {
  /** Milliseconds since 1970; for one that is running and has got somewhere. */
  readonly estimatedEnd?: number
}

/**
 * Brings all passes of a template, or some, to another version of it. Whatever it is asked may be asked again. All but
 * `start` and `list` throw ServiceError `rollout/not-found`; what changes a rollout throws `rollout/busy`.
 */
export interface RolloutService {
  /**
   * Begins one, unless another one of the same template has not ended: then `rollout/running`.
   *
   * @throws ServiceError `template/not-found`, `rollout/filter-too-large`; to sign: `signer/missing`, `signer/unusable`
   */
  readonly start: (request: RolloutRequest) => Promise<RolloutState>
  readonly read: (id: string) => Promise<RolloutState>
  /** Newest first. @throws CursorError */
  readonly list: (page: PageRequest) => Promise<Page<RolloutState>>
  /** Stops it for now. @throws ServiceError `rollout/ended` */
  readonly pause: (id: string) => Promise<RolloutState>
  /** Goes on with it where it was. @throws ServiceError `rollout/ended` */
  readonly resume: (id: string) => Promise<RolloutState>
  /** Stops it for good; what it did stays. @throws ServiceError `rollout/ended` for one that is done */
  readonly abort: (id: string) => Promise<RolloutState>
  /**
   * Begins another one, which brings the passes that this one changed back to the version that each had before, but for
   * those that were moved on since.
   *
   * @throws ServiceError `rollout/running`, `rollout/not-reversible`
   */
  readonly back: (id: string) => Promise<RolloutState>
}

/** Checks API keys. */
export interface KeyService {
  /**
   * The key's id and scopes.
   *
   * @throws ServiceError `request/key-invalid`, alike for unknown, malformed and wrong keys
   */
  readonly verify: (key: string) => Promise<{ readonly id: string; readonly scopes: ReadonlySet<string> }>
}

/** The service. */
export interface Service {
  readonly templates: TemplateService
  readonly uploads: UploadService
  readonly packages: PackageService
  readonly passes: PassService
  readonly links: LinkMaker
  readonly pages: PageService
  readonly downloads: DownloadService
  readonly drawings: DrawingService
  readonly timeline: TimelineService
  readonly rollouts: RolloutService
  readonly imports: ImportService & ImportWork & ImportResumption
  readonly wallet: WalletService
  readonly work: WorkService
  readonly ingest: IngestService
  readonly parked: ParkedService
  readonly keys: KeyService
  readonly health: HealthService
}
