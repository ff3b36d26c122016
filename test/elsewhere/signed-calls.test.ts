/** The AWS calls of the pollers, as the services of AWS would see them. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { text } from 'node:stream/consumers'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { listen } from '../../infra/local/servers/server.ts'
import { signedCalls } from '../../infra/serve/aws/signed-calls.ts'
import { signedFor } from './signature.ts'

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token' }

const clientIn = (region: string) => new DynamoDBClient({ region, credentials })

describe('the calls of pollers', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it.each([
    ['streams', 'dynamodb', 'DynamoDBStreams_20120810.GetRecords', 'GetRecords'],
    ['sqs', 'sqs', 'AmazonSQS.ReceiveMessage', 'ReceiveMessage'],
  ] as const)('of %s are signed with the credentials of the SDK', async (service, signingName, target, operation) => {
    const seen: { headers: IncomingHttpHeaders; body: string }[] = []
    const server = await listen(
      'AWS',
      createServer(async (request, response) => {
        seen.push({ headers: request.headers, body: await text(request) })
        response.end('{"Records":[]}')
      }),
    )
    const { call } = signedCalls(clientIn('eu-central-1'), { AWS_ENDPOINT_URL: server.endpoint })
    expect(await call(service, operation, { Limit: 1 })).toEqual({ Records: [] })
    await server.stop()
    const [{ headers, body }] = seen as [(typeof seen)[number]]
    expect(signedFor(headers, body, 'secret')).toMatchObject({ region: 'eu-central-1', service: signingName })
    expect(signedFor(headers, body, 'secret').signed).toEqual(expect.arrayContaining(['host', 'x-amz-date']))
    expect(headers).toMatchObject({ 'x-amz-target': target, 'x-amz-security-token': 'token' })
    expect(() => signedFor(headers, '{"Limit":2}', 'secret')).toThrow('not good')
  })

  it.each([
    ['eu-central-1', 'streams', 'https://streams.dynamodb.eu-central-1.amazonaws.com/'],
    ['eu-central-1', 'sqs', 'https://sqs.eu-central-1.amazonaws.com/'],
    ['cn-north-1', 'streams', 'https://streams.dynamodb.cn-north-1.amazonaws.com.cn/'],
    ['eu-central-1', 'dynamodb', 'https://dynamodb.eu-central-1.amazonaws.com/'],
  ] as const)('in %s to %s go to %s', async (region, service, address) => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: URL) => {
      asked.push(url.href)
      return Promise.resolve(new Response('{}'))
    })
    await signedCalls(clientIn(region), {}).call(service, 'Anything', {})
    expect(asked).toEqual([address])
  })

  it('that are refused say so by the name that the service gives', async () => {
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response('{"__type":"com.amazonaws#AccessDeniedException"}', { status: 400 })),
    )
    const refused = signedCalls(clientIn('eu-central-1'), {}).call('sqs', 'ReceiveMessage', {})
    await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })
})
