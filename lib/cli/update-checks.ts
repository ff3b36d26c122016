/** `--previous` and `--served` of `passwright check`: a pass against another version of itself. */
import type { Finding } from '../core/finding.ts'
import { type Delivery, deliveryFindings } from '../core/preflight/delivery.ts'
import { updateFindings } from '../core/preflight/update.ts'
import type { FurtherCheck } from './checking.ts'
import { openPass } from './opened-pass.ts'
import { packagesAt } from './packages.ts'
import { askForPass, type ServedPass } from './served-pass.ts'

/**
 * Holds passes against the version that devices have now.
 *
 * @throws InputError, ArchiveError if it cannot be read
 */
export const previousCheck = async (file: string): Promise<FurtherCheck> => {
  const { value: found } = await packagesAt(file).next()
  const previous = await openPass(found ? await found.read() : new Map(), file)
  return async ({ path, input }) => updateFindings(previous, await openPass(input, path))
}

const deliveryOf = ({ first, again }: ServedPass): Delivery => {
  const cacheControl = first.headers.get('Cache-Control')
  return {
    status: first.status,
    contentType: first.headers.get('Content-Type') ?? undefined,
    lastModified: first.headers.get('Last-Modified') ?? undefined,
    ...(cacheControl === null ? {} : { cacheControl }),
    ...(again ? { unchangedStatus: again.status } : {}),
  }
}

const served = (findings: readonly Finding[]): readonly Finding[] =>
  findings.map((finding) => ({ ...finding, path: `served: ${finding.path || '/'}` }))

/** That the service has no newer version is how it should be. */
const isOfChange = ({ code }: Finding): boolean => code !== 'update-unchanged'

/** Asks the web service of each pass for its latest version, and holds that against the pass. */
export const servedCheck: FurtherCheck = async ({ path, input }) => {
  const held = await openPass(input, path)
  const answers = await askForPass(held.pass)
  const findings = deliveryFindings(deliveryOf(answers))
  if (answers.first.status !== 200) return served(findings)
  const latest = await openPass(answers.first.body, 'what the service sent')
  return served([...findings, ...updateFindings(held, latest).filter(isOfChange)])
}
