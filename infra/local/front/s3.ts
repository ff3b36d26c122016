/** The calls of a request to S3, from method, path and query. */
import type { CreatedObject } from '../events/event-bus.ts'
import type { Call, ServiceRequest } from './call.ts'

const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`

const call = (action: string, resource: string): Call => ({ action: `s3:${action}`, resource })

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const split = (path: string): readonly [string, string] => {
  const [bucket = '', ...key] = path.slice(1).split('/')
  return [decode(bucket), decode(key.join('/'))]
}

const keyInList = /<Key>([^<]*)<\/Key>/g

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
}
const entity = /&(lt|gt|quot|apos|amp);/g

/** The keys of a DeleteObjects request. */
const listedKeys = (body: Uint8Array): readonly string[] =>
  [...new TextDecoder().decode(body).matchAll(keyInList)].map(([, key = '']) =>
    key.replace(entity, (name) => entities[name] ?? name),
  )

const bucketCalls = ({ method, query, body }: ServiceRequest, bucket: string): readonly Call[] => {
  const resource = bucketArn(bucket)
  if (method === 'POST' && query.has('delete')) {
    return listedKeys(body).map((key) => call('DeleteObject', `${resource}/${key}`))
  }
  if (method === 'GET' && query.has('uploads')) return [call('ListBucketMultipartUploads', resource)]
  if (method === 'GET' && query.has('versions')) return [call('ListBucketVersions', resource)]
  if (method === 'GET' || method === 'HEAD') {
    const prefix = query.get('prefix')
    return [{ ...call('ListBucket', resource), ...(prefix === null ? {} : { context: { 's3:prefix': prefix } }) }]
  }
  return [call(method === 'PUT' ? 'CreateBucket' : 'DeleteBucket', resource)]
}

const objectActions: Readonly<Record<string, string>> = {
  GET: 'GetObject',
  HEAD: 'GetObject',
  PUT: 'PutObject',
  POST: 'PutObject',
  DELETE: 'DeleteObject',
}

const leadingSlash = /^\//

const objectCalls = ({ method, query, headers }: ServiceRequest, bucket: string, key: string): readonly Call[] => {
  const resource = `${bucketArn(bucket)}/${key}`
  if (method === 'DELETE' && query.has('uploadId')) return [call('AbortMultipartUpload', resource)]
  const action = `${objectActions[method] ?? method}${query.has('tagging') ? 'Tagging' : ''}`
  const version = query.has('versionId') && method !== 'PUT' ? 'Version' : ''
  const source = headers['x-amz-copy-source']
  const copied =
    typeof source === 'string' ? [call('GetObject', bucketArn(decode(source.replace(leadingSlash, ''))))] : []
  return [call(action + version, resource), ...copied]
}

/** What a request to S3 asks for. @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const s3Calls = (request: ServiceRequest): readonly Call[] => {
  const [bucket, key] = split(request.path)
  if (bucket === '') return [call('ListAllMyBuckets', '*')]
  return key === '' ? bucketCalls(request, bucket) : objectCalls(request, bucket, key)
}

/**
 * What S3 asks besides when an object is not there: only who may list the bucket is told so, everybody else is refused.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
 */
export const missingObjectCall = (request: ServiceRequest): Call | undefined => {
  const [bucket, key] = split(request.path)
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  return isRead && key !== '' ? call('ListBucket', bucketArn(bucket)) : undefined
}

const quotes = /"/g

/** The object that a request puts, in one piece; undefined for any other request. */
export const putObjectOf = (request: ServiceRequest, etag = ''): CreatedObject | undefined => {
  const { method, path, query, headers, body } = request
  const [bucket, key] = split(path)
  const isPart = query.has('tagging') || query.has('uploadId') || headers['x-amz-copy-source'] !== undefined
  if (method !== 'PUT' || key === '' || isPart) return undefined
  return { bucket, key, size: body.length, etag: etag.replace(quotes, '') }
}
