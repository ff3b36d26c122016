/** Fills a stack with what makes it worth looking at: signers, an API key, the sample templates and their passes. */
import { PasswrightError } from '../../../lib/core/errors.ts'
import { readStage } from '../../package/stage-settings.ts'
import { places, samples } from '../folders.ts'
import type { StartOptions } from '../options.ts'
import type { Stack } from '../stack/stack.ts'
import type { Terminal } from '../terminal.ts'
import { type Api, apiClient } from './api.ts'
import { localApiKey } from './api-key.ts'
import { type LocalAuthority, localAuthority } from './authority.ts'
import { issueFlights } from './flights.ts'
import { type OwnSigner, readOwnSigner } from './own-signer.ts'
import { publishSample, type SamplePass } from './publish.ts'
import { readSampleTemplates, type SampleTemplate } from './template-folders.ts'
import { putThrowawaySigners } from './throwaway-signers.ts'

/** Everything that can be known, and found wrong, before anything runs. */
export interface SeedPlan {
  readonly signer:
    | { readonly kind: 'own'; readonly own: OwnSigner }
    | { readonly kind: 'throwaway'; readonly authority: Promise<LocalAuthority> }
  readonly templates: readonly SampleTemplate[]
  readonly passTypes: readonly { readonly identifier: string; readonly team: string }[]
  /** Those of them whose passes another system may have issued. */
  readonly adoptedPassTypes: readonly string[]
  /** The folder of the data: names the signer. */
  readonly dataName: string
}

/** What came of it. */
export interface Seeded {
  readonly api: Api
  /** The API key, which may do everything. */
  readonly key: string
  readonly passes: readonly SamplePass[]
  /** One sentence about who accepts the passes. */
  readonly remark: string
}

const passTypesOf = (templates: readonly SampleTemplate[]): SeedPlan['passTypes'] => {
  const teams = new Map(
    templates.map(({ passTypeIdentifier, teamIdentifier }) => [passTypeIdentifier, teamIdentifier] as const),
  )
  return [...teams].map(([identifier, team]) => ({ identifier, team }))
}

/**
 * Reads signer and templates.
 *
 * @throws LocalError `local/input`, SignerError
 */
export const prepareSeed = async (own: StartOptions['own']): Promise<SeedPlan> => {
  if (own) {
    const signer = await readOwnSigner(own.signerFolder, process.env.PASSWRIGHT_KEY_PASSPHRASE, Date.now())
    const { passTypeIdentifier, teamIdentifier } = signer
    const templates = await readSampleTemplates(samples.templates, { passTypeIdentifier, teamIdentifier })
    const passTypes = passTypesOf(templates)
    return {
      signer: { kind: 'own', own: signer },
      templates,
      passTypes,
      // Who has a certificate may have passes elsewhere, and try here how they are taken over.
      adoptedPassTypes: [passTypeIdentifier],
      dataName: passTypeIdentifier,
    }
  }
  const templates = await readSampleTemplates(samples.templates)
  // Making its keys takes a second or two: servers start meanwhile.
  const authority = localAuthority(places.authority)
  authority.catch(() => undefined)
  return {
    signer: { kind: 'throwaway', authority },
    templates,
    passTypes: passTypesOf(templates),
    adoptedPassTypes: readStage('local').adoptedPassTypes,
    dataName: 'throwaway',
  }
}

const putSigners = async ({ signer, passTypes }: SeedPlan, stack: Stack): Promise<string> => {
  if (signer.kind === 'own') {
    const { passTypeIdentifier, stored } = signer.own
    await stack.admin.changeSigners(passTypeIdentifier, () => ({ current: stored }))
    return `These passes are signed with your certificate for ${passTypeIdentifier}.`
  }
  const authority = await signer.authority
  await putThrowawaySigners(stack, authority, passTypes, Date.now())
  return `No Apple device accepts a throwaway signature; verify against ${authority.rootFile} (openssl: -CAfile).`
}

/** A sample that is refused is told of, and no reason not to start. */
const publishAll = async (api: Api, plan: SeedPlan, terminal: Terminal): Promise<readonly SamplePass[]> => {
  const passes: SamplePass[] = []
  for (const template of plan.templates) {
    try {
      const pass = await publishSample(api, template)
      if (pass) passes.push(pass)
    } catch (error) {
      if (!(error instanceof PasswrightError)) throw error
      terminal.say(error.message)
    }
  }
  return passes
}

/** Puts signers and an API key into the secrets, then publishes the templates and issues a pass of each through the API. */
export const seed = async (plan: SeedPlan, stack: Stack, baseUrl: string, terminal: Terminal): Promise<Seeded> => {
  const [remark, key] = await Promise.all([putSigners(plan, stack), localApiKey(places.apiKey, stack.admin)])
  const api = apiClient(baseUrl, key)
  return { api, key, remark, passes: await publishAll(api, plan, terminal) }
}

/** Issues the flights, with progress, unless the signal aborts. */
export const seedFlights = async (
  { templates }: SeedPlan,
  { api }: Seeded,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> => {
  const template = templates.find(({ name }) => name === 'boarding-pass')
  if (!template) return
  try {
    const { issued, found } = await issueFlights(api, template, samples.flights, {
      signal,
      progress: ({ done, total }) => terminal.progress(done, total, 'flights issued'),
    })
    if (signal.aborted) return
    terminal.say(
      issued === 0 ? `found ${found} flights` : `issued ${issued} flights${found > 0 ? `, found ${found}` : ''}`,
    )
  } catch (error) {
    if (signal.aborted) return
    terminal.say(error instanceof PasswrightError ? error.message : 'the flights could not be issued: see the logs')
  }
}
