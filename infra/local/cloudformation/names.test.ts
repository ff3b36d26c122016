import { describe, expect, it } from 'vitest'
import { localReferences } from './names.ts'
import { readTemplate } from './template.ts'

const template = readTemplate({
  Resources: {
    PassesTable: { Type: 'AWS::DynamoDB::Table', Properties: {} },
    BuildsQueue: { Type: 'AWS::SQS::Queue' },
    PassesBucket: { Type: 'AWS::S3::Bucket' },
    ApiKeys: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'passwright/local/api-keys' } },
    ApiLambdaFunction: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'passwright-local-api' } },
    Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': '/aws/${AWS::StackName}' } } },
  },
})
const stream = 'arn:aws:dynamodb:ddblocal:000000000000:table/s-PassesTable/stream/1'
const { ref, attribute } = localReferences(template, {
  stackName: 's',
  endpoint: 'http://127.0.0.1:1',
  streamArn: (table) => (table === 's-PassesTable' ? stream : undefined),
})

describe('what references lead to on this machine', () => {
  it.each([
    ['PassesTable', 's-PassesTable'],
    ['BuildsQueue', 'http://127.0.0.1:1/000000000000/s-BuildsQueue'],
    ['PassesBucket', 's-passesbucket'],
    ['ApiLambdaFunction', 'passwright-local-api'],
    ['Logs', '/aws/s'],
    ['AWS::AccountId', '000000000000'],
    ['Nothing', undefined],
  ])('Ref %s is %s', (name, expected) => {
    expect(ref(name)).toBe(expected)
  })

  it.each([
    ['PassesTable', 'Arn', 'arn:aws:dynamodb:us-east-1:000000000000:table/s-PassesTable'],
    ['PassesTable', 'StreamArn', stream],
    ['BuildsQueue', 'Arn', 'arn:aws:sqs:us-east-1:000000000000:s-BuildsQueue'],
    ['PassesBucket', 'Arn', 'arn:aws:s3:::s-passesbucket'],
    ['ApiLambdaFunction', 'Arn', 'arn:aws:lambda:us-east-1:000000000000:function:passwright-local-api'],
    ['PassesBucket', 'Nothing', undefined],
  ])('GetAtt %s.%s is %s', (id, name, expected) => {
    expect(attribute(id, name)).toBe(expected)
  })

  it('a secret is known by its ARN, which ends with six characters and is the same at each start', () => {
    expect(ref('ApiKeys')).toMatch(/:secret:passwright\/local\/api-keys-[0-9a-f]{6}$/)
    expect(ref('ApiKeys')).toBe(ref('ApiKeys'))
  })
})
