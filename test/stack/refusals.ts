/** What is refused: with which status and code, and that nothing of it stays behind. */
import { expect } from 'vitest'
import { aPass, fileOf, type IssuedPass, pathOf, putImage } from './a-pass.ts'
import { aPicture } from './archives.ts'
import { aSerial, type Deployment, passType, untilSettled } from './deployment.ts'
import type { Answer } from './http.ts'
import { type Proof, proof, serverProof } from './proof.ts'

/** Where a request is to be refused. */
export interface Scene {
  readonly deployment: Deployment
  /** A pass that is there, has an image of its own and was fetched once; at its second revision. */
  readonly there: IssuedPass
  /** The address of a pass that is not there, below `/api/v1`. */
  readonly absent: string
}

/** A request and its refusal. */
export interface Refusal {
  readonly what: string
  readonly ask: (scene: Scene) => Promise<Answer>
  readonly status: number
  /** The stable code; none for what the gateway itself refuses, and on pages. */
  readonly code?: string
  /** What else the answer says. */
  readonly says?: (answer: Answer, scene: Scene) => void
  readonly needsServers?: boolean
}

const scenes = new WeakMap<Deployment, Promise<IssuedPass>>()

const thePass = (deployment: Deployment): Promise<IssuedPass> => {
  const before = scenes.get(deployment)
  if (before) return before
  const now = (async () => {
    const pass = await aPass(deployment)
    await putImage(deployment, pass.path, 'logo.png', aPicture(2000))
    await fileOf(deployment, pass.path)
    if (deployment.owner) await untilSettled(deployment, pass.serial)
    return pass
  })()
  scenes.set(deployment, now)
  return now
}

/** Everything that a refused request could have touched. */
const snapshot = async ({ deployment, there, absent }: Scene): Promise<unknown> => {
  const { api, owner } = deployment
  const serials = [there.serial, absent.slice(pathOf('').length)]
  const seen = await Promise.all([
    ...[there.path, absent].map(async (path) => (await api('GET', path)).json.revision),
    api('GET', '/templates?limit=200').then(({ text }) => text),
    owner?.keys('templatesBucket', ''),
    ...serials.map((serial) => owner?.record(passType, serial)),
    ...serials.flatMap((serial) =>
      ['images', 'passes'].map((area) => owner?.keys('passesBucket', `${area}/${passType}/${serial}/`)),
    ),
  ])
  return seen
}

const check =
  ({ ask, status, code, says }: Refusal) =>
  async (deployment: Deployment): Promise<void> => {
    const scene = { deployment, there: await thePass(deployment), absent: pathOf(aSerial('Absent')) }
    const before = await snapshot(scene)
    const answer = await ask(scene)
    expect([answer.status, answer.json?.code]).toEqual([status, code])
    if (code !== undefined) {
      expect(answer.headers['content-type']).toBe('application/problem+json')
      expect(answer.json).toMatchObject({ type: `urn:passwright:problem:${code}`, status })
    }
    says?.(answer, scene)
    expect(await snapshot(scene)).toEqual(before)
  }

/** Refusals as proofs. */
export const refusalProofs = (refusals: readonly Refusal[]): readonly Proof[] =>
  refusals.map((refusal) => {
    const { what, status, code, needsServers } = refusal
    const sentence = `${what}: ${status}${code === undefined ? '' : ` ${code}`}`
    return needsServers ? serverProof(sentence, check(refusal)) : proof(sentence, check(refusal))
  })
