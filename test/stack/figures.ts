/** What functions write for operators, as it is in their logs after everything else: figures and failures. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { isObject, type JsonObject } from '../../lib/core/format/json.ts'
import type { Deployment } from './deployment.ts'
import { type Proof, serverProof } from './proof.ts'

const functionNames = [
  ...['api', 'wallet', 'download', 'page', 'changes'],
  ...['build', 'notify', 'ingest', 'rollout', 'schedule'],
]

const slug = /^[a-z-]+$/
const code = /^[a-z0-9-]+\/[a-z0-9-]+$/
const failureCode = /^[a-z-]+(?:\/[a-z-]+)?$/
const requestId = /^[\da-f-]{36}$/
const passType = /^pass\.com\.example\.passwright\.[a-z]+$/

/** All that a dimension may say. Whatever does not fit could be a serial number, a device or a token. */
const dimensions: Readonly<Record<string, RegExp>> = {
  answer: slug,
  call: /^(?:register|unregister|list|fetch|personalize|log)$/,
  cause: slug,
  certificate: slug,
  code,
  function: /^passwright-local-[a-z]+$/,
  name: /^(?:sign|push) pass\.com\.example\.passwright\.[a-z]+$/,
  of: /^(?:pass|bundle|page|barcode|(?:front|back|watch|barcode|link)\.svg|image\.png|pass\.pdf)$/,
  outcome: slug,
  passType,
  status: /^[1-5]\d\d$/,
  store: slug,
}

interface Directive {
  readonly Namespace: string
  readonly Dimensions: readonly (readonly string[])[]
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[]
}

interface Line extends JsonObject {
  readonly _aws: JsonObject
}

interface Written {
  readonly name: string
  readonly entries: readonly JsonObject[]
}

const parsed = (line: string): readonly JsonObject[] => {
  if (!line.startsWith('{')) return []
  const entry = JSON.parse(line)
  return isObject(entry) ? [entry] : []
}

const writtenBy = ({ folder }: Deployment): readonly Written[] =>
  functionNames.map((name) => {
    const text = readFileSync(join(folder, '.local', 'logs', `${name}.log`), 'utf8')
    return { name, entries: text.split('\n').flatMap(parsed) }
  })

const isLine = (entry: JsonObject): entry is Line => isObject(entry._aws)

const directivesOf = ({ _aws }: Line): readonly Directive[] => _aws.CloudWatchMetrics as unknown as readonly Directive[]

const keysOf = (line: Line): readonly string[] => directivesOf(line).flatMap(({ Dimensions }) => Dimensions.flat())

const namesOf = (line: Line): readonly string[] =>
  directivesOf(line).flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name))

/** What of a line is not as CloudWatch takes it, or says more than it may. */
const faultsOf = (line: Line): readonly string[] => {
  const [keys, names] = [keysOf(line), namesOf(line)]
  const { _aws, lambdaRequestId: _, traceId: __, ...members } = line
  return [
    ...(Number.isInteger(_aws.Timestamp) ? [] : ['its time']),
    ...directivesOf(line).flatMap(({ Namespace }) => (Namespace === 'Passwright/local' ? [] : [Namespace])),
    ...names.filter((name) => typeof line[name] !== 'number').map((name) => `${name} is no number`),
    ...keys.filter((key) => !dimensions[key]?.test(String(line[key]))).map((key) => `${key}: ${String(line[key])}`),
    ...Object.keys(members).filter((name) => !(keys.includes(name) || names.includes(name))),
  ]
}

const wellFormed = (deployment: Deployment): Promise<void> => {
  const lines = writtenBy(deployment).flatMap(({ entries }) => entries.filter(isLine))
  expect(lines.length).toBeGreaterThan(50)
  expect(lines.flatMap(faultsOf)).toEqual([])
  const [line] = lines
  expect(line && faultsOf({ ...line, status: 'OF-123', serialNumber: 'OF-123' })).toContain('serialNumber')
  return Promise.resolve()
}

/** How often each figure was counted, with what its dimensions said. */
const counted = (deployment: Deployment): ReadonlySet<string> => {
  const lines = writtenBy(deployment).flatMap(({ entries }) => entries.filter(isLine))
  const one = (line: Line) =>
    directivesOf(line).map(({ Dimensions: [keys = []], Metrics }) =>
      [Metrics[0]?.Name, ...keys.map((key) => `${key}=${String(line[key])}`)].join(' '),
    )
  return new Set(lines.flatMap(one))
}

const complete = (deployment: Deployment): Promise<void> => {
  expect([...counted(deployment)]).toEqual(
    expect.arrayContaining([
      'PassesIssued',
      'PassesBuilt',
      'BuildsFailed code=pass/image-not-found',
      'WalletRequests call=register status=201',
      'WalletRequests call=list status=200',
      'WalletRequests call=list status=204',
      'WalletRequests call=fetch status=200',
      'WalletRequests call=fetch status=304',
      'WalletRequests call=fetch status=401',
      'Downloads of=page status=200',
      'Downloads of=pass status=200',
      'Pushes answer=accepted',
      'OldestPendingSeconds',
      'ColdStarts function=passwright-local-api',
      'ColdStarts function=passwright-local-page',
      'ColdStarts function=passwright-local-wallet',
      'ColdStarts function=passwright-local-notify',
    ]),
  )
  return Promise.resolve()
}

/** Lines of one invocation that might have been one. */
const split = ({ entries }: Written): readonly string[] => {
  const names = new Map<unknown, Set<string>[]>()
  for (const line of entries.filter(isLine)) {
    if (line.lambdaRequestId === undefined) continue
    names.set(line.lambdaRequestId, [...(names.get(line.lambdaRequestId) ?? []), new Set(namesOf(line))])
  }
  return [...names].flatMap(([id, [first, ...others]]) =>
    others.filter((other) => first && [...other].every((name) => !first.has(name))).map(() => String(id)),
  )
}

const together = (deployment: Deployment): Promise<void> => {
  for (const written of writtenBy(deployment)) expect(split(written), written.name).toEqual([])
  return Promise.resolve()
}

const found = (deployment: Deployment): Promise<void> => {
  const failures = writtenBy(deployment).flatMap(({ entries }) => entries.filter(({ level }) => level === 'error'))
  expect(failures.length).toBeGreaterThan(3)
  for (const failure of failures) {
    expect(failure).toMatchObject({
      timestamp: expect.any(String),
      code: expect.stringMatching(failureCode),
    })
    // One that goes on behind the end of its invocation is nobody's.
    if (failure.requestId !== undefined) expect(String(failure.lambdaRequestId)).toMatch(requestId)
  }
  return Promise.resolve()
}

/** What is true of figures and failures. */
export const figures: readonly Proof[] = [
  serverProof('are lines that CloudWatch takes, without serial numbers, devices or tokens in them', wellFormed),
  serverProof('tell of passes, phones, links and pushes', complete),
  serverProof('of an invocation stand in one line, unless they are of one name', together),
  serverProof('and failures are found by the ids that Lambda gave', found),
]
