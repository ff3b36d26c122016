/** What the packaged template says for who operates a stage: domain, limits, logs, traces, alarms, dashboard, outputs. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PackagedService } from '../../infra/package/package-service.ts'
import { faceRoutes } from '../../infra/serve/http/face-routes.ts'
import { ofType, propertiesOf } from './resources.ts'

/** What a stage of the tests sets besides its file. */
export const operatedStage = {
  domain: { certificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0a1b', hostedZoneId: 'Z0123456789ABC' },
  alarmEmail: 'operators@example.com',
  throttling: { rate: 100, burst: 50 },
  notifyConcurrency: 12,
  reserveNotifyConcurrency: true,
} as const

const getAtt = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] })

/** Registers the tests of the HTTP API. @param local, prod the packaged stages, once they are there; prod with {@link operatedStage} */
export const testsOfTheApi = (local: () => PackagedService, prod: () => PackagedService): void => {
  it('divides paths among functions as the stack in memory and the server do', () => {
    const routes = propertiesOf(local().template, 'AWS::ApiGatewayV2::Route')
    const keysOf = (integration: string) =>
      routes.filter(({ Target }) => JSON.stringify(Target).includes(`"${integration}"`)).map(({ RouteKey }) => RouteKey)
    expect({
      api: keysOf('HttpApiIntegrationApi'),
      wallet: keysOf('HttpApiIntegrationWallet'),
      download: keysOf('HttpApiIntegrationDownload'),
      page: keysOf('HttpApiIntegrationPage'),
    }).toEqual(faceRoutes)
  })

  it('answers at the host of the public address, which Route 53 is told', () => {
    const { Resources, Outputs } = prod().template
    expect(Resources.Domain).toMatchObject({
      Type: 'AWS::ApiGatewayV2::DomainName',
      Properties: {
        DomainName: 'passes.example.com',
        DomainNameConfigurations: [
          {
            CertificateArn: 'arn:aws:acm:eu-central-1:123456789012:certificate/0a1b',
            EndpointType: 'REGIONAL',
            SecurityPolicy: 'TLS_1_2',
          },
        ],
      },
    })
    expect(Resources.DomainMapping?.Properties).toEqual({
      DomainName: { Ref: 'Domain' },
      ApiId: { Ref: 'HttpApi' },
      Stage: { Ref: 'HttpApiStage' },
    })
    expect(Resources.DomainAddress?.Properties).toMatchObject({
      HostedZoneId: 'Z0123456789ABC',
      Name: 'passes.example.com',
      Type: 'A',
      AliasTarget: { DNSName: getAtt('Domain', 'RegionalDomainName') },
    })
    expect(Outputs?.DomainTarget?.Value).toEqual(getAtt('Domain', 'RegionalDomainName'))
  })

  it('has no domain where somebody makes it by hand', () => {
    expect(Object.keys(local().template.Resources).filter((id) => id.startsWith('Domain'))).toEqual([])
    expect(Object.keys(local().template.Outputs ?? {})).not.toContain('DomainTarget')
  })

  it('lets through what the stage says, and no more', () => {
    const routes = (service: PackagedService) =>
      service.template.Resources.HttpApiStage?.Properties?.DefaultRouteSettings
    const detailed = { DetailedMetricsEnabled: true }
    expect(routes(prod())).toEqual({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 50, ...detailed })
    expect(routes(local())).toEqual({ ThrottlingRateLimit: 5000, ThrottlingBurstLimit: 2500, ...detailed })
  })

  it('logs a line of JSON a request, and nothing in it that names a pass, a device, a link, or who asked', () => {
    const { AccessLogSettings } = prod().template.Resources.HttpApiStage?.Properties ?? {}
    const { Format, DestinationArn } = AccessLogSettings as { Format: string; DestinationArn: object }
    expect(DestinationArn).toEqual(getAtt('HttpApiLogGroup', 'Arn'))
    expect(Object.entries(JSON.parse(Format))).toEqual([
      ['requestTime', '$context.requestTime'],
      ['requestId', '$context.requestId'],
      ['routeKey', '$context.routeKey'],
      ['method', '$context.httpMethod'],
      ['status', '$context.status'],
      ['protocol', '$context.protocol'],
      ['bytes', '$context.responseLength'],
      ['latency', '$context.responseLatency'],
      ['functionLatency', '$context.integrationLatency'],
      ['lambdaRequestId', '$context.awsEndpointRequestId'],
      ['error', '$context.error.responseType'],
    ])
  })
}

/** Registers the tests of functions. @param local, prod the packaged stages, once they are there */
export const testsOfFunctions = (local: () => PackagedService, prod: () => PackagedService): void => {
  it('traces every function, and has what Lambda says of them as JSON', () => {
    const functions = propertiesOf(local().template, 'AWS::Lambda::Function')
    expect(functions.map(({ TracingConfig, LoggingConfig }) => ({ TracingConfig, LoggingConfig }))).toEqual(
      functions.map(() => ({
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' },
      })),
    )
  })

  it('tells every function where its figures are counted', () => {
    const namespaces = propertiesOf(prod().template, 'AWS::Lambda::Function').map(
      ({ Environment }) =>
        (Environment as { Variables: Record<string, unknown> }).Variables.PASSWRIGHT_METRICS_NAMESPACE,
    )
    expect(new Set(namespaces)).toEqual(new Set(['Passwright/prod']))
  })

  it('lets the page read and open what it read, and do nothing else', () => {
    const { Policies } = local().template.Resources.PageRole?.Properties ?? {}
    const [{ PolicyDocument }] = Policies as [{ PolicyDocument: { Statement: { Sid: string; Action: unknown }[] } }]
    const others = PolicyDocument.Statement.filter(({ Sid }) => !['Log', 'Trace'].includes(Sid))
    expect([...new Set(others.flatMap(({ Action }) => Action))].sort()).toEqual([
      'dynamodb:GetItem',
      'kms:Decrypt',
      's3:GetObject',
      's3:ListBucket',
      'secretsmanager:GetSecretValue',
    ])
    expect(JSON.stringify(PolicyDocument)).not.toContain('signers')
  })

  it('sets room aside for pushes where the stage says so: as much as reads the queue', () => {
    const pushing = ({ template }: PackagedService) => {
      const mapping = propertiesOf(template, 'AWS::Lambda::EventSourceMapping').find(
        ({ FunctionName }) => JSON.stringify(FunctionName) === JSON.stringify(getAtt('NotifyLambdaFunction', 'Arn')),
      )
      const { ReservedConcurrentExecutions } = template.Resources.NotifyLambdaFunction?.Properties ?? {}
      return [mapping?.ScalingConfig, ReservedConcurrentExecutions]
    }
    expect(pushing(prod())).toEqual([{ MaximumConcurrency: 12 }, 12])
    expect(pushing(local())).toEqual([{ MaximumConcurrency: 10 }, undefined])
  })
}

/** Registers the tests of the stack itself. @param prod the packaged stage, once it is there */
export const testsOfTheStack = (prod: () => PackagedService): void => {
  it('says what workstations have to know', () => {
    const outputs = Object.entries(prod().template.Outputs ?? {}).map(([name, { Value }]) => [name, Value])
    const ref = (Ref: string) => ({ Ref })
    expect(outputs).toEqual(
      expect.arrayContaining([
        ['PublicBaseUrl', 'https://passes.example.com'],
        ['PassesTableName', ref('PassesTable')],
        ['RegistrationsTableName', ref('RegistrationsTable')],
        ['EventsTableName', ref('EventsTable')],
        ['TemplatesBucketName', ref('TemplatesBucket')],
        ['PassesBucketName', ref('PassesBucket')],
        ['BuildsQueueUrl', ref('BuildsQueue')],
        ['NotificationsQueueUrl', ref('NotificationsQueue')],
        ['RolloutsQueueUrl', ref('RolloutsQueue')],
        ['ImportsQueueUrl', ref('ImportsQueue')],
        ['IngestQueueUrl', ref('IngestQueue')],
        ['ChangesDeadLettersUrl', ref('ChangesDeadLetterQueue')],
        ['EventBusName', ref('EventBus')],
        ['SecretsPrefix', 'passwright/prod'],
        ['AlarmsTopicArn', ref('AlarmsTopic')],
      ]),
    )
  })

  it('keeps tables, buckets and the key whatever becomes of it, and lets no deployment replace them', () => {
    const kept = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::KMS::Key']
    for (const type of kept)
      for (const [id, resource] of ofType(prod().template, type))
        if (id !== 'ServerlessDeploymentBucket')
          expect(resource, id).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
    const state = JSON.parse(readFileSync(join(prod().outDir, 'package', 'serverless-state.json'), 'utf8'))
    expect(state.service.provider.stackPolicy).toEqual([
      { Effect: 'Allow', Principal: '*', Action: ['Update:*'], Resource: '*' },
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['Update:Replace', 'Update:Delete'],
        Resource: '*',
        Condition: { StringEquals: { ResourceType: kept } },
      },
      // A secret that took the place of one of the keys would hold another key. One of a signer may go with its pass type.
      {
        Effect: 'Deny',
        Principal: '*',
        Action: ['Update:Replace'],
        Resource: '*',
        Condition: { StringEquals: { ResourceType: ['AWS::SecretsManager::Secret'] } },
      },
    ])
  })
}
