/** A whole deployment, as its operator reaches it: which tables, buckets and queues it has, and what goes through them. */
import type { Environment } from '../adapters/aws/environment.ts'
import type { Recovery } from '../ports/inventory.ts'
import type { Ports } from '../ports/ports.ts'
import type { Arguments } from './command.ts'
import { assertReachable, quietSdk, secretsPrefix } from './deployment.ts'
import { InputError } from './errors.ts'

/** What help says besides, of commands that work on a whole deployment. */
export const deployedNote =
  "With --stage, tables, buckets and queues are read from the outputs of the stack passwright-STAGE; without it, from the environment, under the names that the functions' have: PASSWRIGHT_PASSES_TABLE and so on."

/** A deployment. */
export interface Deployed {
  /** Names its resources, as the environment of its functions does. */
  readonly env: Environment
  readonly ports: Ports
  readonly recovery: Recovery
}

const noStack = (stage: string, cause: unknown): InputError => {
  const reason = cause instanceof Error ? cause.name : 'unknown reason'
  const remedy = 'look at --stage, region and account; a deployment that is older has to be deployed once more'
  return new InputError('input/no-deployment', `the stack passwright-${stage} cannot be read (${reason}): ${remedy}`, {
    cause,
  })
}

/** What the outputs of a stack say, as variables. */
const fromStack = async (stage: string): Promise<Environment> => {
  const [{ CloudFormationClient, DescribeStacksCommand }, { variablesOfOutputs }] = await Promise.all([
    import('@aws-sdk/client-cloudformation'),
    import('../adapters/aws/environment.ts'),
  ])
  const client = new CloudFormationClient({})
  await assertReachable(client)
  const { Stacks: [stack] = [] } = await client
    .send(new DescribeStacksCommand({ StackName: `passwright-${stage}` }))
    .catch((cause: unknown) => {
      throw noStack(stage, cause)
    })
  const known = (stack?.Outputs ?? []).flatMap(({ OutputKey: key = '', OutputValue: value }) => {
    const variable = variablesOfOutputs[key]
    return variable === undefined || value === undefined ? [] : [[variable, value] as const]
  })
  return Object.fromEntries(known)
}

/**
 * Opens the deployment that the arguments mean. Nothing of it is read yet but, with `--stage`, its stack.
 *
 * @throws UsageError; InputError `input/no-deployment`, `input/no-credentials`, `input/no-region`
 */
export const openDeployed = async (args: Arguments): Promise<Deployed> => {
  quietSdk()
  const prefix = secretsPrefix(args)
  const stage = args.option('stage')
  const [{ awsPorts }, { awsRecovery }, { dynamoDbClient }, { tableOf }, { setting }, { memoryMetrics }] =
    await Promise.all([
      import('../adapters/aws/ports.ts'),
      import('../adapters/aws/recovery.ts'),
      import('../adapters/aws/dynamo-db.ts'),
      import('../adapters/aws/named.ts'),
      import('../adapters/aws/environment.ts'),
      import('../adapters/memory/metrics.ts'),
    ])
  const named = stage === undefined ? process.env : await fromStack(stage)
  const env = { ...named, PASSWRIGHT_SECRETS_PREFIX: prefix }
  const client = dynamoDbClient()
  await assertReachable(client)
  try {
    const tables = {
      passes: tableOf(env, 'passesTable', client),
      registrations: tableOf(env, 'registrationsTable', client),
    }
    const recovery = awsRecovery({ ...tables, templatesBucket: setting(env, 'templatesBucket') })
    // What an operator does counts as nobody's request, and standard output is for results.
    return { env, ports: { ...awsPorts(env), ...memoryMetrics() }, recovery }
  } catch (cause) {
    // Each of them says which variable is missing.
    const missing = cause instanceof Error ? cause.message : 'something is missing'
    const message = `it is not known where the deployment is: ${missing}; or name it with --stage`
    throw new InputError('input/no-deployment', message, { cause })
  }
}
