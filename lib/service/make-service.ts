/** The service, put together. */
import type { Pictures } from '../ports/pictures.ts'
import type { Ports } from '../ports/ports.ts'
import type { PassId } from '../ports/records.ts'
import { makeLog } from './device-logs/log.ts'
import { makeDrawingService } from './drawings/drawings.ts'
import { makeHealth } from './health/health.ts'
import { makeImportWork } from './imports/import-work.ts'
import { makeImports } from './imports/imports.ts'
import { makeResumeImports } from './imports/resume-imports.ts'
import { makeIngest } from './ingest/ingest.ts'
import { makeKeyService } from './keys/key-service.ts'
import { makeDownloadService } from './links/downloads.ts'
import { makeFollowing } from './links/following.ts'
import { makeIssue } from './links/issue.ts'
import { makeLinkMaker } from './links/link-maker.ts'
import { makePageService } from './links/pages.ts'
import { makePackageService } from './packages/package-service.ts'
import { makeParts } from './parts.ts'
import { makeAdopt } from './passes/adopt.ts'
import { makeBundleOf, makeBundles } from './passes/bundles.ts'
import { makeErase } from './passes/erase.ts'
import { makePassFiles } from './passes/files.ts'
import { makeImages } from './passes/images.ts'
import { makeWriting } from './passes/make-writing.ts'
import { makePassService } from './passes/pass-service.ts'
import { makeReadRecord } from './passes/read-record.ts'
import { makeShowPass } from './passes/show-pass.ts'
import { makePersonalDataService } from './personalization/personal-data.ts'
import { makePersonalize } from './personalization/personalize.ts'
import { makeResumeRollouts } from './rollouts/open-rollouts.ts'
import { makeRolloutService } from './rollouts/rollout-service.ts'
import { makeRolloutWork } from './rollouts/rollout-work.ts'
import type { Service, ServiceSettings } from './service.ts'
import { makeTemplateService } from './templates/template-service.ts'
import { makeTimeline } from './timeline/timeline.ts'
import { makeTrail } from './timeline/trail.ts'
import { makeWalletSteps } from './timeline/wallet-steps.ts'
import { makeUploads } from './uploads/uploads.ts'
import { makeAuthenticate, telling } from './wallet/authenticate.ts'
import { makeWalletService } from './wallet/wallet.ts'
import { makeBuildWork } from './work/build.ts'
import { makeCertificateWatch } from './work/certificates.ts'
import { makeFollow } from './work/follow.ts'
import { makeNotify } from './work/notify.ts'
import { makeMeasurePending } from './work/oldest-pending.ts'
import { makePushServiceWatch } from './work/push-service.ts'
import { makeRedrive } from './work/redrive.ts'

/** All ports; without `pictures` passes are drawn as SVG only. */
export type ServicePorts = Ports & { readonly pictures?: Pictures }

/**
 * Makes the service.
 *
 * @example
 * ```ts
 * const service = makeService(memoryPorts(), { publicBaseUrl: 'https://passes.example.com', passTypeIdentifiers })
 * ```
 */
export const makeService = (ports: ServicePorts, settings: ServiceSettings): Service => {
  const parts = makeParts(ports, settings)
  const { tombstones, write } = makeWriting(ports, parts)
  const read = makeReadRecord(ports, tombstones)
  const files = makePassFiles(ports, parts.build, settings)
  const erase = makeErase(ports, parts.keys, tombstones)
  const file = (pass: PassId) => read(pass).then((record) => files.of(record, () => read(pass)))
  const bundleOf = makeBundleOf(ports)
  const bundle = makeBundles({ bundleOf, file })
  const following = makeFollowing(ports, parts.keys, settings)
  const uploads = makeUploads(ports)
  const authenticate = makeAuthenticate({ ...ports, ...parts }, settings)
  const steps = makeWalletSteps({ ...ports, trail: makeTrail(ports) })
  const authenticated = telling(authenticate, 'personalize', steps)
  const personalize = makePersonalize({ ...ports, ...parts, write, authenticate: authenticated })
  const ingest = makeIngest({ ...ports, ...parts, tombstones, write })
  const buildWork = makeBuildWork({ ...ports, ...parts })
  return {
    templates: makeTemplateService(ports, { ...parts, uploads }, settings),
    uploads,
    packages: makePackageService(ports, uploads),
    passes: makePassService({
      ...{ ...ports, ...parts, write, read, erase, file, bundle },
      ...makeImages(ports, write),
      ...makePersonalDataService({ ...ports, ...parts, read }),
      adopt: makeAdopt({ ...ports, ...parts, tombstones, write }, settings),
    }),
    timeline: makeTimeline({ ...ports, ...parts, tombstones }),
    rollouts: makeRolloutService({ ...ports, ...parts }),
    imports: {
      ...makeImports({ ...ports, ...parts }, settings),
      ...makeImportWork({ ...ports, ...parts, write }, settings),
      resumeStuck: makeResumeImports(ports),
    },
    links: makeLinkMaker({ ...ports, ...parts, ...following, tombstones, read }, settings),
    pages: makePageService({ ...parts, ...following }),
    downloads: makeDownloadService({ ...following, issue: makeIssue({ ...parts, write }), files, bundleOf }),
    drawings: makeDrawingService({ ...ports, read, show: makeShowPass(parts) }),
    wallet: makeWalletService(
      {
        ...ports,
        steps,
        authenticate,
        files,
        personalize,
        log: makeLog(ports),
      },
      settings,
    ),
    work: {
      follow: makeFollow(ports),
      build: buildWork,
      rollout: makeRolloutWork(ports, { ...parts, write, work: buildWork }),
      resumeRollouts: makeResumeRollouts(ports),
      notify: makeNotify(ports),
      redrive: makeRedrive(ports),
      watchCertificates: makeCertificateWatch(ports, settings),
      watchPushService: makePushServiceWatch(ports, settings),
      measurePending: makeMeasurePending(ports),
    },
    ingest,
    parked: ingest,
    keys: makeKeyService(ports),
    health: makeHealth(ports, settings),
  }
}
