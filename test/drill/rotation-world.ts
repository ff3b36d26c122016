/** What a rotation drill works with: instances of the service, the push service's stand-in, phones, and a clock. */
import { type LocalApns, startApns } from '../../infra/local/apns/apns.ts'
import { type ApnsPusher, apnsPusher } from '../../lib/adapters/apns/apns-pusher.ts'
import { type MemoryPorts, memoryPorts } from '../../lib/adapters/memory/ports.ts'
import { issueThrowawayCertificate, makeThrowawayAuthority } from '../../lib/core/signing/throwaway.ts'
import type { SecretsAdmin, StoredApiKey } from '../../lib/ports/secrets.ts'
import { scopes } from '../../lib/ports/secrets.ts'
import { newApiKey } from '../../lib/service/keys/new-api-key.ts'
import { makeSignerNow } from '../../lib/service/secrets/signer-now.ts'
import { type StorableSigner, storableSigner } from '../../lib/service/secrets/stored-signer.ts'
import type { Chance } from '../fuzz/chance.ts'
import { anArchive, aPass, settings } from '../service/world.ts'
import { type Instances, startInstances } from './rotation-instances.ts'
import { aRotationPhone, type RotationPhone } from './rotation-phones.ts'

/** The world of a drill. */
export interface RotationWorld {
  readonly chance: Chance
  readonly clock: { now: number }
  readonly memory: MemoryPorts
  readonly admin: SecretsAdmin
  readonly instances: Instances
  readonly apns: LocalApns
  readonly phones: readonly RotationPhone[]
  /** What a phone was refused, or took no pass for. */
  readonly complaints: readonly string[]
  /** The root above all signers, as PEM. */
  readonly root: string
  /** Makes another signer of the pass type. */
  readonly aSigner: () => Promise<StorableSigner>
  readonly firstSigner: StorableSigner
  /** The API key at first, and what is stored of it. */
  readonly apiKey: { readonly key: string; readonly stored: StoredApiKey }
  /** Resolves when nothing is under way any more, on phones too. */
  readonly settled: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** How large a drill is. */
export interface WorldOptions {
  readonly instances: number
  readonly phones: number
}

const passType = aPass().passTypeIdentifier
const day = 24 * 60 * 60 * 1000
const start = Date.UTC(2026, 10, 21, 12)

const makeIssuer = async () => {
  const authority = await makeThrowawayAuthority()
  const identity = { passTypeIdentifier: passType, teamIdentifier: 'ABCDE12345' }
  const validity = { validFrom: new Date(start - day), validTo: new Date(start + 365 * day) }
  const issue = () => issueThrowawayCertificate(authority, { ...identity, ...validity })
  const first = await issue()
  return {
    root: first.root,
    firstSigner: await storableSigner(first),
    aSigner: async () => storableSigner(await issue()),
  }
}

const field = { key: 'name', label: 'Name', value: '${name}', changeMessage: 'You are %@ now' }

/** Makes it, with a template published. */
export const aRotationWorld = async (options: WorldOptions, chance: Chance): Promise<RotationWorld> => {
  const clock = { now: start }
  const time = { now: () => clock.now }
  const memory = memoryPorts({ clock: time })
  const { admin } = memory
  const issuer = await makeIssuer()
  const { root, firstSigner } = issuer
  await admin.changeSigners(passType, () => ({ current: firstSigner.stored }))
  const apiKey = await newApiKey({ scopes }, { random: memory.random, clock: time })
  await admin.changeApiKeys(() => [apiKey.stored])

  const wakes = new Map<string, () => void>()
  const onPush = ({ token }: { readonly token: string }) => wakes.get(token)?.()
  const apns = await startApns({ clientRoots: [root], clock: time, relayed: false, logged: 1_000_000, onPush })
  const pushers: ApnsPusher[] = []
  const portsOf = () => {
    const signerOf = makeSignerNow({ secrets: memory.secrets, clock: time })
    const pusher = apnsPusher({ signerOf, origin: apns.origin, roots: apns.roots, clock: time })
    pushers.push(pusher)
    return { ...memory, pusher }
  }
  const instances = startInstances(options.instances, portsOf, { ...settings, adoptedPassTypes: [passType] }, chance)
  memory.onChanges((changes) => instances.any().service.work.follow(changes))
  memory.onBuilds((message) => instances.any().service.work.build(message))
  memory.onNotifications((notification) => instances.any().service.work.notify(notification))

  const fetch = (request: Request) => instances.any().fetch(request)
  const complaints: string[] = []
  const phones: RotationPhone[] = []
  for (let count = 0; count < options.phones; count++) {
    const phone = await aRotationPhone({
      chance,
      fetch,
      root,
      passType,
      ...time,
      complain: (of) => complaints.push(of),
    })
    wakes.set(phone.device.pushToken, phone.wake)
    phones.push(phone)
  }
  await instances.any().service.templates.publish(anArchive({ pass: { generic: { primaryFields: [field] } } }))
  return {
    ...{ chance, clock, memory, admin, instances, apns, phones, complaints, root, firstSigner, apiKey },
    aSigner: issuer.aSigner,
    settled: async () => {
      await memory.settled()
      await Promise.all(phones.map(({ idle }) => idle()))
    },
    stop: async () => {
      for (const pusher of pushers) pusher.close()
      await apns.stop()
      await memory.close()
    },
  }
}
