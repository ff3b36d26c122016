/** What is deployed: the archives of the functions and the CloudFormation template, made by `npm run package`. */
import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import type { FunctionName } from '../infra/package/functions.ts'
import { osls } from '../infra/package/osls.ts'
import { type PackagedService, type PackageOptions, packageService } from '../infra/package/package-service.ts'
import type { CloudFormationTemplate } from '../infra/package/template.ts'
import { templateFaults } from '../infra/package/validate-template.ts'
import { aFolder } from './builders/passwright.ts'
import { testsOfAlarms, testsOfOperating } from './package/alarms.ts'
import { testsOfQueues, testsOfRules, testsOfStores } from './package/behind-requests.ts'
import { operatedStage, testsOfFunctions, testsOfTheApi, testsOfTheStack } from './package/operations.ts'
import { ofType, propertiesOf } from './package/resources.ts'

const root = resolve(import.meta.dirname, '..')

const names = [
  ...['api', 'wallet', 'download', 'page', 'changes'],
  ...['build', 'notify', 'ingest', 'rollout', 'schedule'],
] as const satisfies readonly FunctionName[]

const pack = async (options: PackageOptions): Promise<PackagedService> =>
  packageService({ outDir: join(await aFolder(), 'build'), ...options })

let local: PackagedService
let prod: PackagedService

// Three processes, and a validator that takes its time, beside whatever else this machine does.
beforeAll(async () => {
  // Both at once: neither may touch what is the other's.
  ;[local, prod] = await Promise.all([
    pack({ stage: 'local' }),
    pack({ stage: 'prod', params: { ...operatedStage, apiAuthorization: 'iam' } }),
  ])
}, 180_000)

const archive = (service: PackagedService, name: (typeof names)[number]) => {
  const file = service.functions.get(name)?.zip ?? ''
  return readFileSync(file)
}

/** The headers in the directory of a zip archive: each begins with this signature and has 46 bytes before the name. */
const entriesOf = (bytes: Buffer): readonly Buffer[] => {
  const headers: Buffer[] = []
  for (
    let at = bytes.indexOf('PK\u0001\u0002', 'latin1');
    at >= 0;
    at = bytes.indexOf('PK\u0001\u0002', at + 46, 'latin1')
  )
    headers.push(bytes.subarray(at, at + 46))
  return headers
}

const staticImport = /(?:from|import)"\.\/([\w-]+\.mjs)"/g

/** The modules that a function is started with: its entry, and what that imports, and so on. */
const loadedAtOnce = (files: Readonly<Record<string, Uint8Array>>): ReadonlySet<string> => {
  const loaded = new Set(['index.mjs'])
  for (const file of loaded) {
    const text = Buffer.from(files[file] ?? []).toString()
    for (const [, imported = ''] of text.matchAll(staticImport)) loaded.add(imported)
  }
  return loaded
}

/** How many bytes of code a function reads before it can answer. */
const bytesAtOnce = (files: Readonly<Record<string, Uint8Array>>): number =>
  [...loadedAtOnce(files)].reduce((sum, file) => sum + (files[file]?.length ?? 0), 0)

/** Modules that stand by themselves because only who needs them loads them. */
const lazyName = /^(?:inspect|pass-designer)-/

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

describe('osls', () => {
  it('works from the top of the service, too, once a stage is packaged', async () => {
    const top = await aFolder()
    for (const part of ['serverless.yml', 'infra/resources']) cpSync(part, join(top, part), { recursive: true })
    cpSync(local.outDir, join(top, '.build', 'local'), { recursive: true })
    const { code, output } = await osls(['package', '--stage', 'local'], {
      folder: top,
      env: { PATH: process.env.PATH, HOME: top, AWS_EC2_METADATA_DISABLED: 'true' },
    })
    expect(code, output).toBe(0)
    const file = join(top, '.serverless', 'cloudformation-template-update-stack.json')
    const { Resources } = JSON.parse(readFileSync(file, 'utf8'))
    expect(Object.keys(Resources).sort()).toEqual(Object.keys(local.template.Resources).sort())
  })
})

describe('the archives of the functions', () => {
  it.each(names)('%s is the same, byte for byte, whenever and for whichever stage it is made', (name) => {
    expect(sha256(archive(local, name))).toBe(sha256(archive(prod, name)))
  })

  it('are the same when they were made before from the very same sources', async () => {
    const again = await pack({ stage: 'local', validate: false, reuseArchives: true })
    for (const name of names) expect(sha256(archive(again, name)), name).toBe(sha256(archive(local, name)))
  }, 60_000)

  it.each(names)('%s knows nothing of the machine that it was made on', (name) => {
    // Files of packages are as their makers made them.
    const own = Object.entries(unzipSync(archive(local, name))).filter(([file]) => !file.startsWith('node_modules/'))
    const text = own.map(([, bytes]) => Buffer.from(bytes).toString('latin1')).join('\n')
    const traces = [root, homedir(), `/${userInfo().username}/`, 'sourceMappingURL', '../lib/', 'functions/']
    expect(traces.filter((trace) => text.includes(trace))).toEqual([])
  })

  it.each(names)('%s holds modules that everybody may read, of one time', (name) => {
    const bytes = archive(local, name)
    expect(Object.keys(unzipSync(bytes))).toContain('index.mjs')
    const headers = entriesOf(bytes)
    expect(headers.length).toBe(Object.keys(unzipSync(bytes)).length)
    for (const header of headers) {
      // 1 January 1980, midnight; -rw-r--r--.
      expect([header.readUInt32LE(12), header.readUInt32LE(38) >>> 16]).toEqual([0x00210000, 0o644])
    }
  })

  it('lists and registers without loading what builds passes: templates, certificates, S3', () => {
    const files = unzipSync(archive(local, 'wallet'))
    const building = Object.keys(files).filter((file) => file.startsWith('parts-'))
    expect(building).toHaveLength(1)
    expect([...loadedAtOnce(files)]).not.toContain(building[0])
    expect(bytesAtOnce(files)).toBeLessThan(400_000)
  })

  it('leave what speaks to the push service alone, but for the one that pushes', () => {
    const speaks = (name: (typeof names)[number]) => {
      const files = unzipSync(archive(local, name))
      return [...loadedAtOnce(files)].some((file) => Buffer.from(files[file] ?? []).includes('apns-topic'))
    }
    expect(names.filter(speaks)).toEqual([])
    expect(
      Object.values(unzipSync(archive(local, 'notify'))).some((bytes) => Buffer.from(bytes).includes('apns-topic')),
    ).toBe(true)
  })

  it('load what they need when they need it', () => {
    for (const name of names) {
      const files = unzipSync(archive(local, name))
      expect(bytesAtOnce(files), name).toBeLessThan(name === 'api' ? 950_000 : 650_000)
      // Nor what looks at packages, or reads what Pass Designer saves.
      expect([...loadedAtOnce(files)].filter((file) => lazyName.test(file))).toEqual([])
    }
    expect(Object.keys(unzipSync(archive(local, 'api'))).filter((file) => lazyName.test(file)).length).toBeGreaterThan(
      1,
    )
  })
})

describe('the template', () => {
  it.each(names)('%s runs on Node 24, arm64, with a role of its own', (name) => {
    const logicalId = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
    expect(local.template.Resources[`${logicalId}LambdaFunction`]?.Properties).toMatchObject({
      FunctionName: `passwright-local-${name}`,
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Role: { 'Fn::GetAtt': [`${logicalId}Role`, 'Arn'] },
    })
  })

  it('has no role besides, and none that lends itself to others', () => {
    expect([...ofType(local.template, 'AWS::IAM::Role').keys()]).toEqual([
      'ApiRole',
      'WalletRole',
      'DownloadRole',
      'PageRole',
      'ChangesRole',
      'BuildRole',
      'NotifyRole',
      'IngestRole',
      'RolloutRole',
      'ScheduleRole',
    ])
    for (const { AssumeRolePolicyDocument, ManagedPolicyArns } of propertiesOf(local.template, 'AWS::IAM::Role')) {
      expect(ManagedPolicyArns).toBeUndefined()
      expect(AssumeRolePolicyDocument).toMatchObject({
        Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
      })
    }
  })

  it('allows nobody everything: neither all resources of a kind nor all actions of a service', () => {
    const statements = propertiesOf(local.template, 'AWS::IAM::Role').flatMap(({ Policies }) =>
      (Policies as { PolicyDocument: { Statement: { Action: string | string[]; Resource: unknown }[] } }[]).flatMap(
        ({ PolicyDocument }) => PolicyDocument.Statement,
      ),
    )
    expect(statements.length).toBeGreaterThan(30)
    const actions = statements.flatMap(({ Action }) => Action)
    expect(actions.filter((action) => action.includes('*'))).toEqual([])
    // What stands before a star is a named log group, a prefix of objects, or the signers of this stage.
    // X-Ray has no resource that sending traces could be bound to.
    const traces = statements.filter(({ Action }) => String(Action).startsWith('xray:'))
    expect(traces.map(({ Action, Resource }) => [Action, Resource])).toEqual(
      names.map(() => [['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], '*']),
    )
    const starred =
      JSON.stringify(
        statements.filter((statement) => !traces.includes(statement)).map(({ Resource }) => Resource),
      ).match(/[^"]*\*[^"]*/g) ?? []
    const allowed =
      /log-group:\/aws\/lambda\/passwright-local-(api|wallet|download|page|changes|build|notify|ingest|rollout|schedule):\*$|^\$\{(Templates|Passes)Bucket\.Arn\}\/(templates|tombstones|uploads|images|passes|bundles|imports|import-results)\/\*$|:secret:passwright\/local\/signers\/\*$/
    expect(starred.filter((resource) => !allowed.test(resource))).toEqual([])
  })

  it('lets a function use the key only through the services that it uses', () => {
    const conditions = JSON.stringify(propertiesOf(local.template, 'AWS::IAM::Role')).match(/"kms:ViaService"/g)
    expect(conditions).toHaveLength(names.length)
  })

  it('makes room for a signer of each pass type, and keeps it whatever becomes of the stack', () => {
    const secrets = [...ofType(local.template, 'AWS::SecretsManager::Secret').values()]
    expect(secrets.map(({ Properties }) => Properties?.Name)).toEqual([
      'passwright/local/hmac-keys',
      'passwright/local/personal-data-keys',
      'passwright/local/barcode-keys',
      'passwright/local/api-keys',
      'passwright/local/signers/pass.com.example.passwright.boarding',
      'passwright/local/signers/pass.com.example.passwright.coupon',
      'passwright/local/signers/pass.com.example.passwright.event',
      'passwright/local/signers/pass.com.example.passwright.membership',
      'passwright/local/signers/pass.com.example.passwright.store',
    ])
    for (const { DeletionPolicy, UpdateReplacePolicy, Properties } of secrets) {
      // But not what a failed deployment made: its name would stand in the way of the next.
      expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain'])
      expect(Properties?.KmsKeyId).toEqual({ 'Fn::GetAtt': ['DataKey', 'Arn'] })
    }
  })

  it('holds no secret: keys are made by CloudFormation, all other secrets are empty', () => {
    const secrets = propertiesOf(local.template, 'AWS::SecretsManager::Secret')
    expect(secrets.filter((properties) => 'SecretString' in properties)).toEqual([])
    const made = secrets.filter((properties) => 'GenerateSecretString' in properties)
    const rings = ['hmac-keys', 'personal-data-keys', 'barcode-keys']
    expect(made.map(({ Name }) => Name)).toEqual(rings.map((ring) => `passwright/local/${ring}`))
    for (const { GenerateSecretString } of made) {
      expect(GenerateSecretString).toEqual({
        SecretStringTemplate: '{"current":"1"}',
        GenerateStringKey: '1',
        PasswordLength: 64,
        ExcludePunctuation: true,
      })
    }
  })

  it('names its own resources in the environment of functions, and only to those that use them', () => {
    const environment = (id: string) =>
      Object.keys(
        (local.template.Resources[id]?.Properties?.Environment as { Variables: object } | undefined)?.Variables ?? {},
      )
    expect(environment('ScheduleLambdaFunction')).toEqual([
      'PASSWRIGHT_PASS_TYPES',
      'PASSWRIGHT_PASSES_TABLE',
      'PASSWRIGHT_BUILDS_QUEUE_URL',
      'PASSWRIGHT_ROLLOUTS_QUEUE_URL',
      'PASSWRIGHT_IMPORTS_QUEUE_URL',
      'PASSWRIGHT_EVENT_BUS',
      'PASSWRIGHT_SECRETS_PREFIX',
      'PASSWRIGHT_METRICS_NAMESPACE',
    ])
    expect(environment('ChangesLambdaFunction')).toEqual([
      'PASSWRIGHT_EVENTS_TABLE',
      'PASSWRIGHT_BUILDS_QUEUE_URL',
      'PASSWRIGHT_ROLLOUTS_QUEUE_URL',
      'PASSWRIGHT_EVENT_BUS',
      'PASSWRIGHT_METRICS_NAMESPACE',
    ])
    // Nobody pushes anywhere but to Apple unless a variable says so, and none does.
    expect(environment('NotifyLambdaFunction').filter((name) => name.includes('APNS'))).toEqual([])
    expect(environment('NotifyLambdaFunction')).not.toContain('PASSWRIGHT_PASSES_BUCKET')
    expect(environment('IngestLambdaFunction')).not.toContain('PASSWRIGHT_REGISTRATIONS_TABLE')
    expect(environment('DownloadLambdaFunction')).not.toContain('PASSWRIGHT_EVENTS_TABLE')
    expect(environment('DownloadLambdaFunction')).not.toContain('PASSWRIGHT_REGISTRATIONS_TABLE')
    expect(environment('PageLambdaFunction')).toEqual([
      'PASSWRIGHT_PUBLIC_BASE_URL',
      'PASSWRIGHT_PASS_TYPES',
      'PASSWRIGHT_PASSES_TABLE',
      'PASSWRIGHT_TEMPLATES_BUCKET',
      'PASSWRIGHT_PASSES_BUCKET',
      'PASSWRIGHT_SECRETS_PREFIX',
      'PASSWRIGHT_METRICS_NAMESPACE',
    ])
    expect(environment('WalletLambdaFunction')).toContain('PASSWRIGHT_REGISTRATIONS_TABLE')
  })

  testsOfQueues(() => local)
  testsOfRules(() => local)
  testsOfStores(() => local)
  testsOfTheApi(
    () => local,
    () => prod,
  )
  testsOfFunctions(
    () => local,
    () => prod,
  )
  testsOfTheStack(() => prod)
  testsOfAlarms(() => prod)
  testsOfOperating(() => prod)

  it('tells functions the settings of the stage that they act upon', () => {
    const { Environment } = local.template.Resources.WalletLambdaFunction?.Properties ?? {}
    expect(Environment).toMatchObject({
      Variables: {
        PASSWRIGHT_ADOPTED_PASS_TYPES: 'pass.com.example.passwright.event',
        PASSWRIGHT_GENERATION: '1',
        PASSWRIGHT_RESTORED_AT: 'never',
      },
    })
  })

  it('keeps logs for as long as the stage says', () => {
    const days = (service: PackagedService) =>
      propertiesOf(service.template, 'AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays)
    // One for each function, and one for the API.
    const groups = [...names, 'http-api']
    expect([days(local), days(prod)]).toEqual([groups.map(() => 7), groups.map(() => 90)])
  })

  it.each([
    ['keys of its own', () => local, undefined],
    ['IAM', () => prod, 'AWS_IAM'],
  ])('an API with %s leaves phones, downloads, its description and its pulse alone', (_, service, authorization) => {
    const routes = propertiesOf(service().template, 'AWS::ApiGatewayV2::Route')
    expect(routes.map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType])).toEqual([
      ['ANY /api/v1/{proxy+}', authorization],
      ['GET /openapi.json', undefined],
      ['GET /health', undefined],
      ['GET /health/deep', authorization],
      ['ANY /wallet/{proxy+}', undefined],
      ['ANY /p/{token}/pass.pkpass', undefined],
      ['ANY /p/{token}/passes.pkpasses', undefined],
      ['ANY /p/{token}/{place}/pass.pkpass', undefined],
      ['ANY /p/{proxy+}', undefined],
      ['GET /.well-known/passwright/{proxy+}', undefined],
    ])
  })

  it('knows nothing of the machine that it was made on', () => {
    const text = readFileSync(local.templateFile, 'utf8')
    expect([root, homedir(), local.outDir].filter((trace) => text.includes(trace))).toEqual([])
  })
})

describe("AWS's own validator", () => {
  const planted: readonly (readonly [string, string, (template: CloudFormationTemplate) => unknown])[] = [
    [
      'an unknown property',
      'Colour',
      ({ Resources }) => Object.assign(Resources.BuildsQueue!.Properties!, { Colour: 1 }),
    ],
    [
      'a reference to nothing',
      'Nowhere',
      ({ Resources }) => Object.assign(Resources.BuildsQueue!.Properties!, { KmsMasterKeyId: { Ref: 'Nowhere' } }),
    ],
    [
      'a key attribute that is not defined',
      'PassesTable',
      ({ Resources }) =>
        Object.assign(Resources.PassesTable!.Properties!, { KeySchema: [{ AttributeName: 'nk', KeyType: 'HASH' }] }),
    ],
    [
      'a value that does not exist',
      'W3030',
      ({ Resources }) => Object.assign(Resources.PassesTable!.Properties!, { BillingMode: 'FREE' }),
    ],
    [
      'a runtime at its end',
      'W2531',
      ({ Resources }) => Object.assign(Resources.ApiLambdaFunction!.Properties!, { Runtime: 'nodejs20.x' }),
    ],
    [
      'a value of the wrong type',
      'VisibilityTimeout',
      ({ Resources }) => Object.assign(Resources.BuildsQueue!.Properties!, { VisibilityTimeout: 'long' }),
    ],
  ]

  it.each(planted)('finds %s', async (_, trace, plant) => {
    const template: CloudFormationTemplate = JSON.parse(readFileSync(local.templateFile, 'utf8'))
    plant(template)
    const file = join(await aFolder(), 'template.json')
    writeFileSync(file, JSON.stringify(template))
    expect(templateFaults(file).join('\n')).toContain(trace)
  })

  it('finds nothing in ours', () => {
    expect([templateFaults(local.templateFile), templateFaults(prod.templateFile)]).toEqual([[], []])
  })
})
