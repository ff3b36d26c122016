/** The API in front of a service that does what a test wants: for what the HTTP face does by itself. */
import { expect } from 'vitest'
import type { PassTypeIdentifier, SerialNumber } from '../../lib/core/format/identifiers.ts'
import { type ApiOptions, apiApp } from '../../lib/http/api/app.ts'
import type { Failure } from '../../lib/http/problem/report.ts'
import type { PassRecord } from '../../lib/ports/records.ts'
import type { LinkMaker } from '../../lib/service/links/link-services.ts'
import type { PassService, Service, Written } from '../../lib/service/service.ts'

/** A record with things in it that no answer may show. */
export const aPass: PassRecord = {
  passTypeIdentifier: 'pass.com.example.card' as PassTypeIdentifier,
  serialNumber: 'OF-1' as SerialNumber,
  template: { name: 'card', version: 3 },
  values: { name: 'Ada' },
  images: {},
  voided: false,
  revision: 7,
  version: 2,
  contentHash: 'c'.repeat(64),
  lastModified: 1_795_730_400,
  token: { keyId: '1', issue: 'canary-token' },
  createdAt: 1_795_730_000_000,
  updatedAt: 1_795_730_400_123,
  hasRandomSerial: false,
  writeId: 'canary-write',
}

/** What a write of {@link aPass} came to. */
export const written: Written = { pass: aPass, created: false, changed: true, repeated: false, warnings: [] }

/** The address of {@link aPass}. */
export const pass = '/api/v1/passes/pass.com.example.card/OF-1'

/** A body that issues a pass. */
export const good = { template: 'card', values: { name: 'Ada' } }

/** What a test sets. */
export interface Setting {
  readonly passes?: Partial<PassService>
  readonly links?: Partial<LinkMaker>
  readonly health?: Service['health']
  readonly scopes?: readonly string[]
  readonly keys?: Service['keys']
  readonly authorization?: ApiOptions['authorization']
}

/** Makes the API; every key is good. */
export const anApi = ({ passes = {}, links = {}, health, scopes, keys, authorization }: Setting = {}) => {
  const failures: Failure[] = []
  const granted = new Set(scopes ?? ['passes:read', 'passes:write'])
  const service = {
    passes,
    links,
    health,
    keys: keys ?? { verify: () => Promise.resolve({ id: 'abcd1234', scopes: granted }) },
  } as Service
  const app = apiApp(service, {
    authorization: authorization ?? { kind: 'keys' },
    report: (failure) => failures.push(failure),
  })
  const send = (method: string, path: string, { headers = {}, body }: { headers?: object; body?: BodyInit } = {}) =>
    app.request(path, {
      method,
      headers: { authorization: 'Bearer pwk_abcd1234_x', ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    })
  const sendJson = (method: string, path: string, body: unknown, headers: object = {}) =>
    send(method, path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const put = (body: unknown, headers: object = {}) => sendJson('PUT', pass, body, headers)
  return { app, send, sendJson, put, failures }
}

/** The problem that an answer tells of. */
export const problemIn = async (response: Response) => {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  const problem = await response.json()
  expect(problem.status).toBe(response.status)
  return problem
}

/** The code of the problem that an answer tells of. */
export const codeIn = async (response: Response): Promise<string> => (await problemIn(response)).code
