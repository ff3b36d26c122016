/** What a Secrets Manager does with secrets and their versions, as far as the product asks for it. */
import { randomUUID } from 'node:crypto'
import type { Secret, SecretsFile, SecretVersion } from './secrets-file.ts'

/** A refusal, as AWS names it. */
export class SecretsRefusal extends Error {
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

type Input = Readonly<Record<string, unknown>>
type Versions = Readonly<Record<string, SecretVersion>>

/** An operation: takes the members of the request, gives those of the answer. */
export type SecretsOperation = (file: SecretsFile, input: Input) => Readonly<Record<string, unknown>>

const current = 'AWSCURRENT'
const previous = 'AWSPREVIOUS'

const optionalText = (input: Input, name: string): string | undefined => {
  const value = input[name]
  if (value === undefined || typeof value === 'string') return value
  throw new SecretsRefusal('ValidationException', `${name} must be text`)
}

const text = (input: Input, name: string): string => {
  const value = optionalText(input, name)
  if (value === undefined) throw new SecretsRefusal('ValidationException', `${name} is missing`)
  return value
}

const texts = (input: Input, name: string): readonly string[] | undefined => {
  const value = input[name]
  if (value === undefined) return undefined
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value
  throw new SecretsRefusal('ValidationException', `${name} must be a list of texts`)
}

const find = (file: SecretsFile, input: Input): Secret & { readonly name: string } => {
  const secret = file.find(text(input, 'SecretId'))
  if (!secret) throw new SecretsRefusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
  return secret
}

const holderOf = (versions: Versions, stage: string): string | undefined =>
  Object.keys(versions).find((id) => versions[id]?.stages.includes(stage))

const withoutStage = (versions: Versions, stage: string): Versions =>
  Object.fromEntries(
    Object.entries(versions).map(([id, version]) => [
      id,
      { ...version, stages: version.stages.filter((name) => name !== stage) },
    ]),
  )

const attach = (versions: Versions, stage: string, id: string): Versions => {
  const others = withoutStage(versions, stage)
  const version = others[id]
  return version ? { ...others, [id]: { ...version, stages: [...version.stages, stage] } } : others
}

/** Moves a stage to a version. What was current becomes the previous one. */
const moveStage = (versions: Versions, stage: string, id: string): Versions => {
  const before = holderOf(versions, stage)
  if (before === id) return versions
  const moved = attach(versions, stage, id)
  return stage === current && before !== undefined ? attach(moved, previous, before) : moved
}

const stagesById = (versions: Versions): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(versions).map(([id, { stages }]) => [id, stages]))

const addVersion = (versions: Versions, id: string, value: string, stages: readonly string[]): Versions => {
  const known = versions[id]
  if (known && known.value !== value) {
    throw new SecretsRefusal('ResourceExistsException', `A version with the token ${id} holds another value.`)
  }
  // The first version is the current one, whatever it is called besides.
  const all = Object.keys(versions).length === 0 ? new Set([current, ...stages]) : stages
  let next: Versions = known ? versions : { ...versions, [id]: { value, stages: [], createdAt: Date.now() } }
  for (const stage of all) next = moveStage(next, stage, id)
  return next
}

const createSecret: SecretsOperation = (file, input) => {
  const name = text(input, 'Name')
  if (file.find(name)) throw new SecretsRefusal('ResourceExistsException', `A secret ${name} already exists.`)
  const arn = `arn:aws:secretsmanager:us-east-1:000000000000:secret:${name}-${randomUUID().slice(0, 6)}`
  const value = optionalText(input, 'SecretString')
  const id = optionalText(input, 'ClientRequestToken') ?? randomUUID()
  file.save(name, { arn, versions: value === undefined ? {} : addVersion({}, id, value, [current]) })
  return { ARN: arn, Name: name, ...(value === undefined ? {} : { VersionId: id }) }
}

const getSecretValue: SecretsOperation = (file, input) => {
  const { name, arn, versions } = find(file, input)
  const stage = optionalText(input, 'VersionStage') ?? current
  const id = optionalText(input, 'VersionId') ?? holderOf(versions, stage)
  const version = id === undefined ? undefined : versions[id]
  if (!version) {
    throw new SecretsRefusal(
      'ResourceNotFoundException',
      `Secrets Manager can't find the specified secret value for staging label: ${stage}`,
    )
  }
  return {
    ARN: arn,
    Name: name,
    VersionId: id,
    SecretString: version.value,
    VersionStages: version.stages,
    CreatedDate: version.createdAt / 1000,
  }
}

const putSecretValue: SecretsOperation = (file, input) => {
  const { name, arn, versions } = find(file, input)
  const id = optionalText(input, 'ClientRequestToken') ?? randomUUID()
  const next = addVersion(versions, id, text(input, 'SecretString'), texts(input, 'VersionStages') ?? [current])
  file.save(name, { arn, versions: next })
  return { ARN: arn, Name: name, VersionId: id, VersionStages: next[id]?.stages }
}

const updateSecretVersionStage: SecretsOperation = (file, input) => {
  const { name, arn, versions } = find(file, input)
  const stage = text(input, 'VersionStage')
  const to = optionalText(input, 'MoveToVersionId')
  const from = optionalText(input, 'RemoveFromVersionId')
  const holder = holderOf(versions, stage)
  if (to !== undefined && !versions[to]) {
    throw new SecretsRefusal('ResourceNotFoundException', `There is no version ${to}.`)
  }
  // This is what makes a compare-and-swap of it.
  if (holder !== from && holder !== to) {
    throw new SecretsRefusal('InvalidParameterException', `The staging label ${stage} is not attached to that version.`)
  }
  file.save(name, { arn, versions: to === undefined ? withoutStage(versions, stage) : moveStage(versions, stage, to) })
  return { ARN: arn, Name: name }
}

const describeSecret: SecretsOperation = (file, input) => {
  const { name, arn, versions } = find(file, input)
  return { ARN: arn, Name: name, VersionIdsToStages: stagesById(versions) }
}

/** Every operation, by name. */
export const secretsOperations: Readonly<Record<string, SecretsOperation>> = {
  CreateSecret: createSecret,
  DescribeSecret: describeSecret,
  GetSecretValue: getSecretValue,
  PutSecretValue: putSecretValue,
  UpdateSecretVersionStage: updateSecretVersionStage,
}
