/** Looks for canaries wherever something is written that is not the store itself. */

import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { filesAsPlaces, findCanaries, type Place, type PlaceKind, textAsPlace } from './canaries.ts'
import { type Deployment, ownerIn } from './deployment.ts'
import { queues as allQueues } from './owner.ts'
import { argumentsAsPlace, environmentsAsPlaces } from './processes.ts'
import { type Proof, proof, serverProof } from './proof.ts'

const answersAsPlace = ({ refused }: Deployment): Place =>
  textAsPlace(
    'answer',
    'answers that refuse',
    refused.map(({ answer: { headers, text } }) => `${JSON.stringify(headers)}\n${text}\n`).join('\n'),
  )

const inAllPlaces = ({ stack, ...deployment }: Deployment): readonly Place[] => [
  textAsPlace('output', 'the output of the stack', stack.output()),
  answersAsPlace({ stack, ...deployment }),
]

const planted = (deployment: Deployment): Place => {
  const text = deployment.canaries.plant('a canary that is to be found')
  return textAsPlace('log', 'a planted line', `{"level":"error","message":"cannot use ${text}"}`)
}

/** Everything that is to be found: what looks for canaries does see them. */
const onlyThePlanted = ['a planted line: a canary that is to be found']

const noneInSight = (deployment: Deployment): Promise<void> => {
  deployment.canaries.watch('the API key', deployment.key)
  const places = inAllPlaces(deployment)
  expect(deployment.canaries.all().length).toBeGreaterThan(50)
  const line = planted(deployment)
  expect(findCanaries(deployment.canaries.all(), [...places, line])).toEqual(onlyThePlanted)
  return Promise.resolve()
}

const pemLine = /^[A-Za-z0-9+/]{60,}$/gm
const lineEnd = /\n/g

/** What of a private key would be recognised: its lines, and a piece that goes over the end of one. */
const watchKey = ({ canaries }: Deployment, what: string, pem: string): void => {
  for (const [line] of pem.matchAll(pemLine)) canaries.watch(what, line)
  canaries.watch(what, pem.replace(lineEnd, '').slice(120, 180))
}

/** Fewer than the 342 letters that 256 bytes are in base64. */
const signatureLetters = 300

const watchSecrets = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  for (const name of ['hmac-keys', 'personal-data-keys', 'barcode-keys']) {
    const { current: _, ...keys } = JSON.parse(await owner.secret(name))
    for (const key of Object.values(keys)) deployment.canaries.watch(`one of the ${name}`, String(key))
  }
  for (const kind of ['boarding', 'coupon', 'event', 'membership', 'store']) {
    const { key, skeleton } = JSON.parse(await owner.secret(`signers/pass.com.example.passwright.${kind}`))
    watchKey(deployment, `the private key of ${kind}`, key)
    // The end of it is a signature; before that are certificates, which every pass holds.
    deployment.canaries.watch(`the skeleton of ${kind}`, String(skeleton).slice(-signatureLetters))
  }
  const intermediate = join(deployment.folder, '.local', 'signer', 'intermediate-key.pem')
  watchKey(deployment, 'the private key of the intermediate', readFileSync(intermediate, 'utf8'))
}

const everywhereElse: readonly PlaceKind[] = [
  'log',
  'output',
  'calls',
  'answer',
  'queue',
  'notice',
  'environment',
  'process',
]

const noneAnywhere = async (deployment: Deployment): Promise<void> => {
  const owner = ownerIn(deployment)
  await watchSecrets(deployment)
  for (const folder of [deployment.folder, join(import.meta.dirname, '..', '..'), homedir()]) {
    deployment.canaries.watch(`the folder ${folder}`, `${folder}/`, everywhereElse)
  }
  const local = join(deployment.folder, '.local')
  const template = readFileSync(join(local, 'package', 'package', 'cloudformation-template-update-stack.json'), 'utf8')
  const queues = await Promise.all(
    allQueues.map(async (queue) => textAsPlace('queue', `the queue ${queue}`, (await owner.peek(queue)).join('\n'))),
  )
  const logs = filesAsPlaces('log', join(local, 'logs'))
  // What other systems are told names passes and devices, and no more of them.
  const written = logs.map((log) => (log.name === 'notices.ndjson' ? { ...log, kind: 'notice' as const } : log))
  const environments = await environmentsAsPlaces(deployment)
  const places = [
    ...inAllPlaces(deployment),
    ...written,
    ...queues,
    ...filesAsPlaces('bundle', join(local, 'code')),
    textAsPlace('calls', 'the recorded calls', readFileSync(deployment.callsFile, 'utf8')),
    textAsPlace('bundle', 'the template', template),
    argumentsAsPlace(),
    ...environments,
  ]
  expect(logs.map(({ name }) => name).sort()).toEqual([
    'api.log',
    'build.log',
    'changes.log',
    'download.log',
    'ingest.log',
    'notices.ndjson',
    'notify.log',
    'page.log',
    'rollout.log',
    'schedule.log',
    'wallet.log',
  ])
  // Each function, the stack itself and the database.
  expect(environments.length).toBeGreaterThan(10)
  expect(logs.filter(({ bytes }) => bytes.length > 0).length).toBeGreaterThan(3)
  const line = planted(deployment)
  expect(findCanaries(deployment.canaries.all(), [...places, line])).toEqual(onlyThePlanted)
}

/** Where no canary may be. */
export const leaks: readonly Proof[] = [
  proof('are in no answer that refuses, and in no output', noneInSight),
  serverProof(
    'are in no log, message, bundle, template, environment or argument, nor are the keys of the deployment',
    noneAnywhere,
  ),
]
