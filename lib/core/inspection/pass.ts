/** Looks at a pass: finished, or its files before they are signed. */
import type { Bytes } from '../bytes.ts'
import type { Finding, Profile } from '../finding.ts'
import type { JsonObject } from '../format/json.ts'
import { isManifestOrSignature } from '../format/package-path.ts'
import { deviceView } from '../preflight/devices.ts'
import { inFileOrder } from '../preflight/file-order.ts'
import { pixelFindings } from '../preflight/pixel-findings.ts'
import { preflight } from '../preflight/preflight.ts'
import type { OpenedPackage } from '../reading/open.ts'
import { refusedFile } from '../template/files.ts'
import { FilledPass } from '../template/filled-pass.ts'
import { factsOf } from './facts.ts'
import { fault } from './fault.ts'
import type { PassInspection } from './inspection.ts'
import { readJsonObject } from './json-file.ts'
import type { InspectOptions } from './options.ts'
import { checkSeals, type Seals } from './seals.ts'
import { signatureInspection } from './signature.ts'

type Files = ReadonlyMap<string, Bytes>

/** What preflight has to say of files that were read with more patience than it would have itself. */
const contentFindings = (pass: JsonObject, files: Files, profile: Profile, now: Date | undefined) => {
  const own = new Map([...files].filter(([path]) => !isManifestOrSignature(path)))
  const filled = new FilledPass({ pass, shared: new Map(), own })
  return preflight(filled, { profile, ...(now ? { now } : {}) })
}

/** Files that hurt if they are sent to every phone. */
const refusedFindings = (files: Files, profile: Profile): readonly Finding[] =>
  [...files.keys()].flatMap((path) => {
    const what = refusedFile(path)
    return what === undefined ? [] : [fault('pass-file-refused', path, `the file ${what}`, profile)]
  })

const notSealed: Seals = { findings: [] }

/** Everything that can be told of a pass. */
export const inspectPass = async (opened: OpenedPackage, options: InspectOptions): Promise<PassInspection> => {
  const { files } = opened
  const { finished = opened.kind === 'pass' } = options
  const profile = options.profile ?? (finished ? 'lenient' : 'strict')
  const { json, findings } = readJsonObject(files, 'pass.json', profile)
  // Begun before the rest, because libraries are loaded and digests made while preflight is at work.
  const sealing = finished ? checkSeals(files, json ?? {}, profile, options) : Promise.resolve(notSealed)
  const unpacking = json ? pixelFindings(files) : []
  const content = json ? contentFindings(json, files, profile, finished ? options.now : undefined) : []
  const { manifest, signature, findings: sealFindings } = await sealing
  const pixels = await unpacking
  const all = [
    ...opened.findings,
    ...findings,
    ...content,
    ...pixels,
    ...refusedFindings(files, profile),
    ...sealFindings,
  ]
  return {
    kind: 'pass',
    finished,
    files: files.size,
    ...(json ? { pass: factsOf(json, files.keys()) } : {}),
    ...(manifest ? { manifest: manifest.entries } : {}),
    ...(signature ? { signature: signatureInspection(signature) } : {}),
    devices: json ? deviceView(json, files) : [],
    findings: inFileOrder(all, json ?? {}),
  }
}
