/** As much of STS, CloudFormation, S3 and Lambda as a deployment asks for, and a record of what it asked. */
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type LocalServer, listen } from '../../infra/local/servers/server.ts'

/** A fake that runs. */
export interface FakeAws extends LocalServer {
  /** The actions of CloudFormation and STS, in their order. */
  readonly actions: readonly string[]
  /** What was put into the bucket of the deployment, by the last part of its key. */
  readonly uploads: ReadonlyMap<string, Buffer>
}

const stack = 'passwright-prod'
const stackId = `arn:aws:cloudformation:eu-central-1:123456789012:stack/${stack}/1`

const describeStack = `<Stacks><member><StackId>${stackId}</StackId><StackName>${stack}</StackName>
  <StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2026-11-21T00:00:00Z</CreationTime><Outputs/></member></Stacks>`

const event = (
  status: string,
): string => `<StackEvents><member><EventId>${status}</EventId><StackId>${stackId}</StackId>
  <StackName>${stack}</StackName><LogicalResourceId>${stack}</LogicalResourceId>
  <PhysicalResourceId>${stackId}</PhysicalResourceId><ResourceType>AWS::CloudFormation::Stack</ResourceType>
  <ResourceStatus>${status}</ResourceStatus><Timestamp>${new Date().toISOString()}</Timestamp></member></StackEvents>`

const deploymentBucket = `<StackResourceDetail><StackName>${stack}</StackName>
  <LogicalResourceId>ServerlessDeploymentBucket</LogicalResourceId><PhysicalResourceId>deployment</PhysicalResourceId>
  <ResourceType>AWS::S3::Bucket</ResourceType><LastUpdatedTimestamp>2026-11-21T00:00:00Z</LastUpdatedTimestamp>
  <ResourceStatus>CREATE_COMPLETE</ResourceStatus></StackResourceDetail>`

const identity = `<Arn>arn:aws:iam::123456789012:user/deployer</Arn><UserId>AIDA</UserId><Account>123456789012</Account>`

const missingStack = `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>
  <Message>Stack with id ${stack} does not exist</Message></Error></ErrorResponse>`

const emptyBucket = `<ListBucketResult><Name>deployment</Name><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>
  <IsTruncated>false</IsTruncated></ListBucketResult>`

interface Answer {
  readonly status: number
  readonly body: string
}

const answerAction = (action: string, actions: readonly string[]): Answer => {
  const isUpdated = actions.includes('UpdateStack')
  const results: Readonly<Record<string, string>> = {
    GetCallerIdentity: identity,
    DescribeStacks: describeStack,
    CreateStack: `<StackId>${stackId}</StackId>`,
    UpdateStack: `<StackId>${stackId}</StackId>`,
    DescribeStackEvents: event(isUpdated ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE'),
    DescribeStackResource: deploymentBucket,
    ListStackResources: '<StackResourceSummaries/>',
    ValidateTemplate: '<Parameters/>',
  }
  if (action === 'DescribeStacks' && !actions.includes('CreateStack')) return { status: 400, body: missingStack }
  return {
    status: 200,
    body: `<${action}Response><${action}Result>${results[action]}</${action}Result></${action}Response>`,
  }
}

/** Starts the fake; nothing is deployed there yet. */
export const startFakeAws = async (): Promise<FakeAws> => {
  const actions: string[] = []
  const uploads = new Map<string, Buffer>()

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request)
    const url = new URL(request.url ?? '', 'http://fake')
    const action = new URLSearchParams(body.toString('latin1')).get('Action')
    if (request.method === 'POST' && action) {
      actions.push(action)
      return answerAction(action, actions)
    }
    if (request.method === 'PUT') uploads.set(url.pathname.split('/').at(-1) ?? '', body)
    return { status: 200, body: url.searchParams.has('list-type') ? emptyBucket : '' }
  }

  const server = await listen(
    'AWS',
    createServer((request, response) => {
      void answer(request).then(({ status, body }) =>
        response.writeHead(status, { 'content-type': 'text/xml' }).end(body),
      )
    }),
  )
  return { ...server, actions, uploads }
}
