/** A running deployment as the proofs see it: an address, a key, and for some its owner's view behind the service. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type LocalStack, localStack, startedBy } from '../builders/local-stack.ts'
import { aFolder } from '../builders/passwright.ts'
import { type Canaries, makeCanaries } from './canaries.ts'
import { type Answer, type Sent, send } from './http.ts'
import { type Owner, ownerOf } from './owner.ts'

/** An answer that refuses, and what was asked. */
export interface Refused {
  readonly request: string
  readonly answer: Answer
}

/** A request with the API key, unless it brings one of its own. */
export type Api = (method: string, path: string, sent?: Sent) => Promise<Answer>

/** A deployment. */
export interface Deployment {
  readonly baseUrl: string
  /** Its working folder. */
  readonly folder: string
  /** The root that its passes verify against. */
  readonly rootFile: string
  /** An API key that may do everything. */
  readonly key: string
  /** Sends a request to any address. */
  readonly send: (method: string, target: string, sent?: Sent) => Promise<Answer>
  /** Sends a request to an address below `/api/v1`. */
  readonly api: Api
  /** Every answer of 400 and above so far. */
  readonly refused: readonly Refused[]
  readonly canaries: Canaries
  readonly stack: LocalStack
  /** Undefined where there are no servers to look into. */
  readonly owner: Owner | undefined
  /** The file of recorded calls. */
  readonly callsFile: string
}

/** The pass type of the proofs' own templates: one of the samples', so that the stack has a signer for it. */
export const passType = 'pass.com.example.passwright.membership'

const readyLine = /Passwright is ready: (http:\S+)/

/** Starts a deployment and says who is who. @param program runs it. Default: that of `npm start` */
export const startDeployment = async (
  kind: 'servers' | 'memory',
  program: string = localStack,
): Promise<Deployment> => {
  const folder = await aFolder()
  const callsFile = join(folder, 'calls.ndjson')
  const args = kind === 'memory' ? ['--memory'] : ['--calls', callsFile]
  const stack = startedBy(program, folder, '--port', '0', ...args)
  const [, baseUrl = ''] = await stack.wrote(readyLine)
  const key = readFileSync(join(folder, '.local', 'api-key'), 'utf8').trim()
  const refused: Refused[] = []
  const request: Deployment['send'] = async (method, target, sent) => {
    const answer = await send(baseUrl, method, target, sent)
    if (answer.status >= 400) refused.push({ request: `${method} ${target}`, answer })
    return answer
  }
  return {
    baseUrl,
    folder,
    rootFile: join(folder, '.local', 'signer', 'root.pem'),
    key,
    send: request,
    api: (method, path, sent = {}) =>
      request(method, `/api/v1${path}`, { ...sent, headers: { authorization: `Bearer ${key}`, ...sent.headers } }),
    refused,
    canaries: makeCanaries(),
    stack,
    owner: kind === 'servers' ? await ownerOf(folder) : undefined,
    callsFile,
  }
}

/** The owner, in proofs that run only where there is one. */
export const ownerIn = ({ owner }: Deployment): Owner => {
  if (owner) return owner
  throw new Error('this proof looks behind the service: say that it needs servers')
}

const patience = 40_000

/** Asks again until the answer is not undefined. */
export const until = async <Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
): Promise<Value> => {
  const end = Date.now() + patience
  for (;;) {
    const value = await ask()
    if (value !== undefined) return value
    if (Date.now() > end) throw new Error(`this did not come to be within ${patience / 1000} s: ${what}`)
    await sleep(25)
  }
}

/** Resolves when no version of a pass waits to be built or announced. */
export const untilSettled = async (deployment: Deployment, serial: string): Promise<void> => {
  await until('nothing of the pass waits', async () => {
    const record = await ownerIn(deployment).record(passType, serial)
    return record !== undefined && 'pendingVersion' in record ? undefined : true
  })
}

let made = 0

/** A serial number that no other pass of the run has. */
export const aSerial = (prefix = 'P'): string => {
  made += 1
  return `${prefix}-${made}`
}

const keyInOutput = /pwk_[a-z0-9]{8}_[\w-]{43}/

const command = join(import.meta.dirname, '..', '..', 'lib', 'cli', 'main.ts')

/** Makes an API key with the `passwright` command, and waits until the service knows it. */
export const aKeyFor = async (deployment: Deployment, scope: string): Promise<string> => {
  const { environment } = ownerIn(deployment)
  const output = execFileSync(process.execPath, ['--import', 'tsx', command, 'keys', 'create', '--scope', scope], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    stdio: 'pipe',
  })
  const [key = ''] = keyInOutput.exec(output) ?? []
  await until('the service knows the new key', async () => {
    const { status } = await deployment.api('GET', '/templates', { headers: { authorization: `Bearer ${key}` } })
    return status === 401 ? undefined : status
  })
  return key
}
