/** A personalizable pass in a world of its own, and what a device sends to have it. */
import { unzip } from '../../lib/core/archive/unzip.ts'
import type { Json, JsonObject } from '../../lib/core/format/json.ts'
import type { PassId, PassRecord } from '../../lib/ports/records.ts'
import type { StoredSigner } from '../../lib/ports/secrets.ts'
import { formFiles, personalizable } from '../builders/personalizable.ts'
import { putSigner } from '../builders/put-signer.ts'
import { aChain } from '../builders/signer.ts'
import { aWorld, connect, publish, type World } from './world.ts'

/** What a form holds. */
export const ada = {
  fullName: 'Ada Lovelace',
  givenName: 'Ada',
  familyName: 'Lovelace',
  emailAddress: 'ada@example.com',
}
/** Another one. */
export const eve = { fullName: 'Eve', emailAddress: 'eve@example.com' }

/** What a device sends. */
export const aForm = (info: Json = ada, personalizationToken: Json = 'dG9rZW4+'): JsonObject => ({
  personalizationToken,
  requiredPersonalizationInfo: info,
})

// An RSA key takes its time: one for all worlds of a process.
let chain: ReturnType<typeof aChain> | undefined

/** The signer of every personalizable pass, as it is stored, and its root. Its certificate is one with NFC. */
export const theNfcChain = (): ReturnType<typeof aChain> => {
  chain ??= aChain({ nfc: true })
  return chain
}

/** A world with the template `card`, which is personalizable, a signer, and the stream and the queues at work. */
export const aPersonalWorld = async (
  options: { readonly signer: StoredSigner | undefined } | undefined = undefined,
): Promise<World> => {
  const world = aWorld()
  await publish(world, personalizable)
  const { signer } = options ?? { signer: await theNfcChain() }
  if (signer) await putSigner(world.memory.admin, 'pass.com.example.card', signer)
  connect(world)
  return world
}

/** Creates a pass that nobody has personalized. */
export const create = async ({ service }: Pick<World, 'service'>): Promise<PassRecord> =>
  (await service.passes.create({ template: 'card', values: { name: 'You' } }, {})).pass

/** The files of the pass as a device fetches it. */
export const filesOf = async ({ service }: Pick<World, 'service'>, pass: PassId): Promise<Map<string, Uint8Array>> =>
  unzip((await service.passes.file(pass)).bytes)

/** The files of the form that a pass has. */
export const formOf = (files: ReadonlyMap<string, unknown>): readonly string[] =>
  Object.keys(formFiles).filter((path) => files.has(path))

/** Sends a form as a device without a token does. */
export const send = (
  { service }: Pick<World, 'service'>,
  pass: PassRecord,
  body: Json = aForm(),
): Promise<Uint8Array> => service.wallet.personalize({ pass, token: undefined, body })

/** A pass that Ada has personalized, a minute after it was created. */
export const aPersonalized = async (): Promise<{ readonly world: World; readonly pass: PassRecord }> => {
  const world = await aPersonalWorld()
  const pass = await create(world)
  world.time.now += 60_000
  await send(world, pass)
  return { world, pass }
}

/** Everything that was stored and sent, as text. */
export const writtenBy = (world: World): string[] => {
  const texts: string[] = []
  world.interfere((_, args) => {
    texts.push(JSON.stringify(args, (__, value) => (value instanceof Uint8Array ? undefined : value)))
  })
  return texts
}
