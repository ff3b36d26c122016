/** Packages a stage: checked settings, bundled functions, and the CloudFormation template that deploys them. */
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bundleFunction } from './bundle.ts'
import { type FunctionName, functionNames } from './functions.ts'
import { type KeptArchives, keptArchives } from './kept-archives.ts'
import { operations } from './operations/operations.ts'
import { osls } from './osls.ts'
import { signerSecrets } from './signer-secrets.ts'
import { StageError } from './stage-error.ts'
import { readStage, type StageSettings } from './stage-settings.ts'
import { type CloudFormationTemplate, readTemplate } from './template.ts'
import { zip } from './zip.ts'

/** What to package. */
export interface PackageOptions {
  readonly stage: string
  /** Replaces settings of the stage's file. */
  readonly params?: Partial<StageSettings>
  /** Where everything is written; emptied first. Default: `.build/<stage>`. */
  readonly outDir?: string
  /** Whether AWS's validator looks at the template, which takes seconds. Default: true. */
  readonly validate?: boolean
  /** Whether archives are taken that were made before from the very same sources. Default: false. */
  readonly reuseArchives?: boolean
}

/** A packaged function. */
export interface Artifact {
  /** The file of the archive. */
  readonly zip: string
  /** The size of the archive in bytes. */
  readonly zipBytes: number
}

/** A packaged stage. */
export interface PackagedService {
  readonly stage: string
  readonly settings: StageSettings
  readonly template: CloudFormationTemplate
  /** The file of the template. */
  readonly templateFile: string
  readonly functions: ReadonlyMap<FunctionName, Artifact>
  /** The folder that all this lies in, which osls deploys from. */
  readonly outDir: string
}

const root = join(import.meta.dirname, '..', '..')

const service = 'passwright'

/** Tells osls, run in the folder of the stage, that what belongs to the stage lies right there. */
export const builtHere: readonly string[] = ['--param', 'built=.']

/** Where osls puts the template, below the folder of the stage. `osls deploy --package` takes it. */
export const packageFolder = 'package'

/** What osls reads besides what is made for the stage. */
const sources = ['serverless.yml', join('infra', 'resources')]

const archiveOf = (name: FunctionName, outDir: string): string => join(outDir, `${name}.zip`)

const bundled = async (name: FunctionName): Promise<Uint8Array> => zip(await bundleFunction(name))

/** What was kept of the archive of a function, or a new one, which is kept for whoever comes next. */
const keptOrBundled =
  (kept: KeptArchives) =>
  async (name: FunctionName): Promise<Uint8Array> => {
    const found = kept.find(name)
    if (found) return found
    const archive = await bundled(name)
    kept.keep(name, archive)
    return archive
  }

const writeArchives = (outDir: string, reuse: boolean): Promise<readonly (readonly [FunctionName, Artifact])[]> => {
  const archive = reuse ? keptOrBundled(keptArchives()) : bundled
  return Promise.all(
    functionNames.map(async (name): Promise<readonly [FunctionName, Artifact]> => {
      const bytes = await archive(name)
      const file = archiveOf(name, outDir)
      writeFileSync(file, bytes)
      return [name, { zip: file, zipBytes: bytes.length }]
    }),
  )
}

const writeJson = (file: string, value: unknown): void => writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)

const writeInputs = (stage: string, settings: StageSettings, outDir: string): void => {
  rmSync(outDir, { recursive: true, force: true })
  mkdirSync(outDir, { recursive: true })
  for (const source of sources) cpSync(join(root, source), join(outDir, source), { recursive: true })
  const passTypeIdentifiers = settings.passTypes.map(({ identifier }) => identifier).join(',')
  const adoptedPassTypes = settings.adoptedPassTypes.join(',')
  const reservedNotifyConcurrency = settings.reserveNotifyConcurrency ? settings.notifyConcurrency : null
  writeJson(join(outDir, 'settings.json'), {
    ...{ ...settings, passTypeIdentifiers, adoptedPassTypes, reservedNotifyConcurrency },
    // Outputs of a stack are texts.
    generation: String(settings.generation),
  })
  writeJson(join(outDir, 'operations.json'), operations(stage, `${service}-${stage}`, settings))
  writeJson(join(outDir, 'signers.json'), signerSecrets(settings.passTypes, `${service}/${stage}`))
  // osls wants to see the archives, but does not read them: they are made while it runs.
  for (const name of functionNames) writeFileSync(archiveOf(name, outDir), '')
}

/** Nothing of the caller's: no credentials, no region, no home folder that osls would read or write. */
const environment = (outDir: string): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: outDir,
  USERPROFILE: outDir,
  // The schemas of serverless.yml, compiled: they depend on the version of osls alone.
  SLS_SCHEMA_CACHE_BASE_DIR: join(root, 'node_modules', '.cache', 'osls'),
  AWS_EC2_METADATA_DISABLED: 'true',
  CI: 'true',
})

const writeTemplate = async (stage: string, outDir: string): Promise<string> => {
  const args = ['package', '--stage', stage, '--package', packageFolder, ...builtHere]
  const { code, output } = await osls(args, { folder: outDir, env: environment(outDir) })
  if (code !== 0) throw new StageError('package/failed', `osls could not package stage ${stage}:\n${output}`)
  return join(outDir, packageFolder, 'cloudformation-template-update-stack.json')
}

type FaultsOf = (templateFile: string) => readonly string[]

const noFaults: FaultsOf = () => []

/** Loads the validator and gets it ready, which keeps this thread busy while osls and esbuild run beside it. */
const validator = async (): Promise<FaultsOf> => {
  const { prepareValidator, templateFaults } = await import('./validate-template.ts')
  prepareValidator()
  return templateFaults
}

const assertValid = (faults: readonly string[]): void => {
  if (faults.length === 0) return
  throw new StageError('package/template-refused', ['the template has faults:', ...faults].join('\n  '))
}

/**
 * Packages a stage, without credentials and without a network.
 *
 * @throws StageError `stage/…` for settings that are wrong, `package/template-refused` for what AWS's validator finds
 */
export const packageService = async (options: PackageOptions): Promise<PackagedService> => {
  const { stage, params, outDir = join(root, '.build', stage), validate = true, reuseArchives = false } = options
  const settings = readStage(stage, params)
  writeInputs(stage, settings, outDir)
  const [templateFile, functions, faultsOf] = await Promise.all([
    writeTemplate(stage, outDir),
    writeArchives(outDir, reuseArchives),
    validate ? validator() : noFaults,
  ])
  assertValid(faultsOf(templateFile))
  return { stage, settings, template: readTemplate(templateFile), templateFile, functions: new Map(functions), outDir }
}
