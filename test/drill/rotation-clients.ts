/** What the world does with a service in a rotation drill: passes are issued, handed out, fetched, changed, taken over. */
import { unzip } from '../../lib/core/archive/unzip.ts'
import { hex } from '../../lib/core/bytes.ts'
import { openContainer } from '../../lib/core/signing/container.ts'
import type { Instance } from './rotation-instances.ts'
import { type Ask, apiPath, makeAsk, passToken, walletPath } from './rotation-requests.ts'
import type { RotationWorld } from './rotation-world.ts'

/** A pass that was made: when, with which key its token, and who signed it. */
export interface MadePass {
  readonly serialNumber: string
  readonly at: number
  readonly keyId: string
  /** The id of the signer. */
  readonly signer: string
  readonly link: string
  readonly token: string
  readonly lastModified: string
  readonly bytes: Uint8Array
}

/** What came of it all. */
export interface Deeds {
  /** Requests that were not answered as they should be. */
  readonly failures: string[]
  readonly made: MadePass[]
  /** Requests that were sent. */
  requests: number
  /** Changes of passes that a phone holds: as many pushes are owed. */
  changes: number
}

/** What the world does. */
export interface Clients {
  readonly deeds: Deeds
  /** The API keys in use: that of who changes over at once, and that of who takes his time. */
  readonly keys: { prompt: string; slow: string }
  /** Issues a pass and makes a link at one instance; downloads the pass, and fetches it as a phone does, at the other. */
  readonly issue: (maker: Instance, user: Instance) => Promise<MadePass | undefined>
  /** Takes a pass of another system over at one instance, and fetches it with its own token at the other. */
  readonly takeOver: (maker: Instance, user: Instance) => Promise<void>
  /** Has a phone add a pass. */
  readonly hold: (pass: MadePass) => Promise<void>
  /** Changes a pass that a phone holds, and waits until the phone has done what the push makes it do. */
  readonly change: (pass: MadePass, maker: Instance) => Promise<void>
  /** Opens the link of a pass of long ago, and asks whether it has changed, which it has not. */
  readonly comeBack: (pass: MadePass, user: Instance) => Promise<void>
}

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes)

const signerIn = (signature: Uint8Array | undefined): string =>
  openContainer(signature ?? new Uint8Array()).container?.leaf.facts.sha256.slice(0, 16) ?? 'nobody'

/** What the steps of the world share. */
interface Scene {
  readonly world: RotationWorld
  readonly deeds: Deeds
  readonly ask: Ask
  /** The authorization of a back end, with one of the keys in use. */
  readonly bearer: () => Readonly<Record<string, string>>
}

const linkOf = async ({ ask, bearer }: Scene, maker: Instance, serialNumber: string): Promise<string | undefined> => {
  const content = { json: { template: 'card', values: { name: 'new' } }, headers: bearer() }
  if (!(await ask(maker, ['PUT', apiPath(serialNumber), 201], content))) return undefined
  const made = await ask(maker, ['POST', apiPath(serialNumber, '/links'), 201], { headers: bearer() })
  const { url } = made ? await made.json() : {}
  return typeof url === 'string' ? url : undefined
}

const issuer =
  (scene: Scene, next: () => number): Clients['issue'] =>
  async (maker, user) => {
    const { world, deeds, ask } = scene
    const serialNumber = `P-${next()}`
    const at = world.clock.now
    const link = await linkOf(scene, maker, serialNumber)
    const file = link === undefined ? undefined : await ask(user, ['GET', `${link}/pass.pkpass`, 200])
    if (link === undefined || !file) return undefined
    const bytes = new Uint8Array(await file.arrayBuffer())
    const files: ReadonlyMap<string, Uint8Array> = await unzip(bytes)
    const token: string = JSON.parse(text(files.get('pass.json'))).authenticationToken
    const fetched = await ask(user, ['GET', walletPath(serialNumber), 200], { headers: passToken(token) })
    const made = {
      ...{ serialNumber, at, link, token, bytes },
      keyId: token.split('.')[0] ?? '',
      signer: signerIn(files.get('signature')),
      lastModified: fetched?.headers.get('last-modified') ?? '',
    }
    deeds.made.push(made)
    return made
  }

const taker =
  ({ world: { chance, clock }, ask, bearer }: Scene, next: () => number): Clients['takeOver'] =>
  async (maker, user) => {
    const serialNumber = `O-${next()}`
    const authenticationToken = hex(Uint8Array.from({ length: 16 }, () => chance.below(256)))
    const lastModified = new Date(clock.now - 60_000).toISOString()
    const content = { template: 'card', values: { name: 'old' }, registrations: [] }
    const json = { ...content, authenticationToken, lastModified }
    await ask(maker, ['POST', apiPath(serialNumber, '/adopt'), 201], { json, headers: bearer() })
    await ask(user, ['GET', walletPath(serialNumber), 200], { headers: passToken(authenticationToken) })
  }

const changer =
  ({ world: { phones, settled }, deeds, ask, bearer }: Scene, next: () => number): Clients['change'] =>
  async ({ serialNumber }, maker) => {
    deeds.changes++
    const name = `change ${next()}`
    await ask(maker, ['PATCH', apiPath(serialNumber), 200], { json: { values: { name } }, headers: bearer() })
    await settled()
    const held = phones.flatMap(({ device }) => device.passes).find((pass) => pass.serialNumber === serialNumber)
    const shown = held?.fields.find(({ key }) => key === 'name')?.value
    if (shown !== name) deeds.failures.push(`${serialNumber} shows "${shown}" on its phone, not "${name}"`)
  }

/** Makes them. */
export const makeClients = (world: RotationWorld): Clients => {
  const { chance, clock, phones, apiKey } = world
  const deeds: Deeds = { failures: [], made: [], requests: 0, changes: 0 }
  const keys = { prompt: apiKey.key, slow: apiKey.key }
  let number = 0
  const next = (): number => ++number
  const ask = makeAsk(
    () => clock.now,
    (failure) => {
      deeds.requests++
      if (failure !== undefined) deeds.failures.push(failure)
    },
  )
  const bearer = () => ({ authorization: `Bearer ${chance.oneIn(2) ? keys.prompt : keys.slow}` })
  const scene: Scene = { world, deeds, ask, bearer }
  return {
    ...{ deeds, keys },
    issue: issuer(scene, next),
    takeOver: taker(scene, next),
    change: changer(scene, next),
    hold: async ({ bytes }) => {
      await chance.any(phones)?.add(bytes)
    },
    comeBack: async ({ serialNumber, link, token, lastModified }, user) => {
      await ask(user, ['GET', `${link}/pass.pkpass`, 200])
      const headers = { ...passToken(token), 'if-modified-since': lastModified }
      await ask(user, ['GET', walletPath(serialNumber), 304], { headers })
    },
  }
}
