/** What the packaged template says of what goes on behind requests: streams, queues, rules, schedules, tables. */
import { expect, it } from 'vitest'
import type { PackagedService } from '../../infra/package/package-service.ts'
import { ofType, propertiesOf } from './resources.ts'

interface GetAtt {
  readonly 'Fn::GetAtt': readonly string[]
}

/** Registers the tests of queues. @param local the packaged stage, once it is there */
export const testsOfQueues = (local: () => PackagedService): void => {
  it('delivers again only what failed, and loses nothing', () => {
    const mappings = propertiesOf(local().template, 'AWS::Lambda::EventSourceMapping')
    expect(mappings.map(({ FunctionResponseTypes }) => FunctionResponseTypes)).toEqual(
      mappings.map(() => ['ReportBatchItemFailures']),
    )
    expect(mappings.filter(({ StartingPosition }) => StartingPosition)).toMatchObject([
      {
        EventSourceArn: { 'Fn::GetAtt': ['PassesTable', 'StreamArn'] },
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['ChangesDeadLetterQueue', 'Arn'] } } },
      },
    ])
  })

  it('lets each queue be read by one function, which has a sixth of the time that a message is hidden for', () => {
    const readers = propertiesOf(local().template, 'AWS::Lambda::EventSourceMapping')
      .filter(({ StartingPosition }) => !StartingPosition)
      .map(({ EventSourceArn, FunctionName, ScalingConfig }) => {
        const [queue, reader] = [EventSourceArn, FunctionName].map((value) => (value as GetAtt)['Fn::GetAtt'][0])
        // However much there is in a queue, other functions find room.
        expect(Number((ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency)).toBeLessThanOrEqual(100)
        return [queue ?? '', reader ?? ''] as const
      })
    expect(readers).toEqual([
      ['BuildsQueue', 'BuildLambdaFunction'],
      ['NotificationsQueue', 'NotifyLambdaFunction'],
      ['IngestQueue', 'IngestLambdaFunction'],
      ['ImportsQueue', 'IngestLambdaFunction'],
      ['RolloutsQueue', 'RolloutLambdaFunction'],
    ])
    for (const [queue, reader] of readers) {
      const { VisibilityTimeout } = local().template.Resources[queue]?.Properties ?? {}
      const { Timeout } = local().template.Resources[reader]?.Properties ?? {}
      expect(Number(VisibilityTimeout) / Number(Timeout), queue).toBe(6)
    }
  })
}

/** Registers the tests of rules. @param local the packaged stage, once it is there */
export const testsOfRules = (local: () => PackagedService): void => {
  it('brings events and files to queues, which take them from their rule alone', () => {
    const { Resources } = local().template
    expect(Resources.RecordChangedRule?.Properties).toMatchObject({
      EventBusName: { Ref: 'EventBus' },
      EventPattern: { 'detail-type': ['Pass Record Changed'] },
      Targets: [
        {
          Arn: { 'Fn::GetAtt': ['IngestQueue', 'Arn'] },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['IngestDeadLetterQueue', 'Arn'] } },
        },
      ],
    })
    expect(Resources.ImportFileRule?.Properties).toMatchObject({
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [{ Ref: 'PassesBucket' }] }, object: { key: [{ prefix: 'imports/' }] } },
      },
      Targets: [{ Arn: { 'Fn::GetAtt': ['ImportsQueue', 'Arn'] } }],
    })
    expect(Resources.PassesBucket?.Properties?.NotificationConfiguration).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    })
    for (const [policy, queue, rule] of [
      ['IngestQueuePolicy', 'Ingest', 'RecordChangedRule'],
      ['ImportsQueuePolicy', 'Imports', 'ImportFileRule'],
    ] as const) {
      const queues = [`${queue}Queue`, `${queue}DeadLetterQueue`]
      expect(Resources[policy]?.Properties).toMatchObject({
        Queues: queues.map((Ref) => ({ Ref })),
        PolicyDocument: {
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queues.map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] })),
              Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule, 'Arn'] } } },
            },
          ],
        },
      })
    }
    expect(JSON.stringify(Resources.DataKey?.Properties?.KeyPolicy)).toContain('events.amazonaws.com')
  })
}

/** Registers the tests of schedules and stores. @param local the packaged stage, once it is there */
export const testsOfStores = (local: () => PackagedService): void => {
  it('looks at certificates once an hour', () => {
    const schedules = propertiesOf(local().template, 'AWS::Events::Rule').filter((rule) => 'ScheduleExpression' in rule)
    expect(schedules).toMatchObject([
      { ScheduleExpression: 'rate(5 minutes)' },
      { ScheduleExpression: 'rate(1 hour)', Targets: [{ Input: '{"task":"certificates"}' }] },
    ])
  })

  it('removes files of imports and their results in time', () => {
    const { LifecycleConfiguration } = local().template.Resources.PassesBucket?.Properties ?? {}
    const { Rules } = LifecycleConfiguration as { Rules: { Prefix?: string; ExpirationInDays?: number }[] }
    expect(
      Rules.filter(({ Prefix }) => Prefix).map(({ Prefix, ExpirationInDays }) => [Prefix, ExpirationInDays]),
    ).toEqual([
      ['passes/', 400],
      ['bundles/', 1],
      ['imports/', 30],
      ['import-results/', 7],
    ])
  })

  it('keeps what is stored, whatever becomes of the stack, encrypted and with a way back', () => {
    const tables = ofType(local().template, 'AWS::DynamoDB::Table')
    expect([...tables.keys()]).toEqual(['PassesTable', 'EventsTable', 'RegistrationsTable'])
    for (const table of tables.values()) {
      expect(table).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: { 'Fn::GetAtt': ['DataKey', 'Arn'] } },
        },
      })
    }
    const streams = [...tables].filter(([, { Properties }]) => Properties?.StreamSpecification)
    expect(streams.map(([id]) => id)).toEqual(['PassesTable'])
  })

  it('puts every queue under the key, and those that are read before a dead-letter queue that keeps longer', () => {
    const queues = ofType(local().template, 'AWS::SQS::Queue')
    const retention = (id: string) => Number(queues.get(id)?.Properties?.MessageRetentionPeriod)
    for (const { Properties } of queues.values())
      expect(Properties?.KmsMasterKeyId).toEqual({ 'Fn::GetAtt': ['DataKey', 'Arn'] })
    const attempts = { Builds: 5, Notifications: 100, Rollouts: 10, Ingest: 20, Imports: 20 }
    for (const [name, maxReceiveCount] of Object.entries(attempts)) {
      expect(queues.get(`${name}Queue`)?.Properties?.RedrivePolicy).toEqual({
        deadLetterTargetArn: { 'Fn::GetAtt': [`${name}DeadLetterQueue`, 'Arn'] },
        maxReceiveCount,
      })
      expect(retention(`${name}Queue`)).toBe(4 * 24 * 60 * 60)
      expect(retention(`${name}Queue`)).toBeLessThan(retention(`${name}DeadLetterQueue`))
    }
    expect(queues.get('NotificationsQueue')?.Properties?.DelaySeconds).toBe(2)
  })
}
