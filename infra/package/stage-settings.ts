/** The settings of a stage: `infra/stages/<stage>.yml`, checked. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { isPassTypeIdentifier, isTeamIdentifier } from '../../lib/core/format/identifiers.ts'
import { checkPublicBaseUrl } from './public-base-url.ts'
import { StageError } from './stage-error.ts'

/** A pass type that a stage has room for a signer for. */
export interface PassType {
  readonly identifier: string
  /** The team that its certificate names. */
  readonly team: string
}

/** The custom domain of the HTTP API: the host of `publicBaseUrl`. */
export interface DomainSettings {
  /** The certificate for the host, in AWS Certificate Manager of the region of the deployment. */
  readonly certificateArn: string
  /** The hosted zone of Route 53 that is to name the host. Without it, its name server is told by hand. */
  readonly hostedZoneId?: string
}

/** How many requests the HTTP API lets through; the others are answered 429. */
export interface ThrottlingSettings {
  /** Requests a second that it goes on taking. */
  readonly rate: number
  /** Requests that it takes at once. */
  readonly burst: number
}

/** The settings of a stage. */
export interface StageSettings {
  /** Where customers and phones reach the service, without a slash at the end. */
  readonly publicBaseUrl: string
  readonly passTypes: readonly PassType[]
  /** Who may use the API: holders of its keys, or principals of AWS. Default: `keys`. */
  readonly apiAuthorization: 'keys' | 'iam'
  /** Default: somebody makes the custom domain by hand. */
  readonly domain?: DomainSettings
  /** Default: half of what AWS gives an account in a region, so that other APIs there go on. */
  readonly throttling: ThrottlingSettings
  /** Instances of the function that pushes, at most: each keeps a session with Apple for each pass type. Default: 10. */
  readonly notifyConcurrency: number
  /** Whether they are set aside, out of what the account may run at the same time. Default: false. */
  readonly reserveNotifyConcurrency: boolean
  /** Who is told of alarms; whoever it is has to confirm it once. Default: nobody. */
  readonly alarmEmail?: string
  /** How long the logs of the functions and of the API are kept, in days. Default: 30. */
  readonly logRetentionDays: number
  /** Lets stage `prod` have an address of Amazon's. Default: false. */
  readonly allowAmazonHost: boolean
  /** Those of the pass types whose passes another system may have issued. Default: none. */
  readonly adoptedPassTypes: readonly string[]
  /** Part of what devices remember: raised by one after a restore from a backup, and never lowered. Default: 1. */
  readonly generation: number
  /** When the last restore from a backup was over: `2027-03-01T09:30:00Z`. Default: `never`. */
  readonly restoredAt: string
  /** The region of the deployment. Default: the one that the AWS tools are set to. */
  readonly region?: string
}

const folder = join(import.meta.dirname, '..', 'stages')

/** CloudWatch takes these and no others. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]

const stageName = /^[a-z][a-z0-9-]{0,19}$/
const regionName = /^[a-z]{2}(?:-[a-z]+)+-\d$/

const momentPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/

const certificateArn = /^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/
const hostedZoneId = /^Z[A-Z0-9]{1,31}$/
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

const isPast = (moment: string): boolean => momentPattern.test(moment) && Date.parse(moment) <= Date.now()

/** More restores than anybody survives; the tag that holds it stays short. */
const greatestGeneration = 9999

type Settings = Readonly<Record<string, unknown>>

/** One check for each setting; what it returns says what is wrong. */
const checks: Readonly<Record<keyof StageSettings, (value: unknown, all: Settings) => string | undefined>> = {
  publicBaseUrl: (value) =>
    typeof value === 'string' ? undefined : 'is missing: the address at which phones reach the service',
  passTypes: (value) =>
    Array.isArray(value) && value.length > 0 && value.every(isPassType) && areDistinct(value)
      ? undefined
      : 'must list pass types, each once, as {identifier: pass.…, team: ten capital letters and digits}',
  apiAuthorization: (value) => (value === 'keys' || value === 'iam' ? undefined : 'must be keys or iam'),
  domain: (value, { publicBaseUrl, region }) => {
    if (value === undefined) return undefined
    if (!isDomain(value))
      return 'must be {certificateArn: the ARN of a certificate of ACM, hostedZoneId: Z… or nothing}'
    if (typeof region === 'string' && !value.certificateArn.includes(`:acm:${region}:`))
      return `has a certificate of another region than ${region}: API Gateway takes those of its own only`
    return String(publicBaseUrl).startsWith('https:') ? undefined : 'takes an https address: see publicBaseUrl'
  },
  throttling: (value) =>
    isThrottling(value) ? undefined : 'must be {rate, burst}: whole numbers of requests, from 1 to 100000',
  notifyConcurrency: (value) => (isWhole(value, 2, 1000) ? undefined : 'must be a whole number from 2 to 1000'),
  reserveNotifyConcurrency: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  alarmEmail: (value) =>
    value === undefined || (typeof value === 'string' && email.test(value)) ? undefined : 'must be an e-mail address',
  logRetentionDays: (value) =>
    retentions.some((days) => days === value) ? undefined : `must be one of ${retentions.join(', ')}`,
  allowAmazonHost: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  adoptedPassTypes: (value, { passTypes }) =>
    Array.isArray(value) && new Set(value).size === value.length && value.every(isIdentifierOf(passTypes))
      ? undefined
      : 'must list identifiers of passTypes, each once',
  generation: (value) =>
    isWhole(value, 1, greatestGeneration) ? undefined : `must be a whole number from 1 to ${greatestGeneration}`,
  restoredAt: (value) =>
    value === 'never' || (typeof value === 'string' && isPast(value))
      ? undefined
      : 'must be a moment in the past such as 2027-03-01T09:30:00Z, or never',
  region: (value) =>
    value === undefined || (typeof value === 'string' && regionName.test(value))
      ? undefined
      : 'must be the name of a region, like eu-central-1',
}

const defaults = {
  apiAuthorization: 'keys',
  throttling: { rate: 5000, burst: 2500 },
  notifyConcurrency: 10,
  reserveNotifyConcurrency: false,
  logRetentionDays: 30,
  allowAmazonHost: false,
  adoptedPassTypes: [],
  generation: 1,
  restoredAt: 'never',
}

const isRecord = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isPassType = (value: unknown): value is PassType =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  isPassTypeIdentifier(value.identifier) &&
  isTeamIdentifier(value.team)

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most

const isDomain = (value: unknown): value is DomainSettings =>
  isRecord(value) &&
  Object.keys(value).every((name) => name === 'certificateArn' || name === 'hostedZoneId') &&
  certificateArn.test(String(value.certificateArn)) &&
  (value.hostedZoneId === undefined || hostedZoneId.test(String(value.hostedZoneId)))

const isThrottling = (value: unknown): value is ThrottlingSettings =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  isWhole(value.rate, 1, 100_000) &&
  isWhole(value.burst, 1, 100_000)

const areDistinct = (types: readonly PassType[]): boolean =>
  new Set(types.map(({ identifier }) => identifier)).size === types.length

const isIdentifierOf =
  (passTypes: unknown) =>
  (value: unknown): boolean =>
    Array.isArray(passTypes) && passTypes.some((passType) => isPassType(passType) && passType.identifier === value)

const readFile = (stage: string): unknown => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yml'))
  if (stageName.test(stage) && names.includes(`${stage}.yml`)) {
    return parse(readFileSync(join(folder, `${stage}.yml`), 'utf8'))
  }
  const known = names.map((name) => basename(name, '.yml')).join(', ')
  const remedy = `write infra/stages/${stageName.test(stage) ? stage : 'NAME'}.yml (see prod.yml), or name one of ${known}`
  throw new StageError('stage/unknown', `there is no stage ${JSON.stringify(stage)}: ${remedy}`)
}

function assertSettings(value: Settings, stage: string): asserts value is StageSettingsRecord {
  const unknown = Object.keys(value).filter((name) => !(name in checks))
  const faults = [
    ...unknown.map((name) => `${name} is no setting`),
    ...Object.entries(checks).flatMap(([name, check]) => {
      const fault = check(value[name], value)
      return fault ? [`${name} ${fault}`] : []
    }),
  ]
  if (faults.length > 0) {
    throw new StageError('stage/settings-invalid', `the settings of stage ${stage} are wrong: ${faults.join('; ')}`)
  }
}

type StageSettingsRecord = Settings & StageSettings

/**
 * Reads the settings of a stage; `changes` replaces what its file says.
 *
 * @throws StageError `stage/unknown`, `stage/settings-invalid` or `stage/public-base-url`
 */
export const readStage = (stage: string, changes: Partial<StageSettings> = {}): StageSettings => {
  const file = readFile(stage)
  if (!isRecord(file)) {
    throw new StageError('stage/settings-invalid', `infra/stages/${stage}.yml holds no settings`)
  }
  const settings = { ...defaults, ...file, ...changes }
  assertSettings(settings, stage)
  const { allowAmazonHost } = settings
  return { ...settings, publicBaseUrl: checkPublicBaseUrl(settings.publicBaseUrl, { stage, allowAmazonHost }) }
}
