/** All functions of the packaged service, unpacked and ready to be invoked. */
import { join } from 'node:path'
import type { Invoke } from '../../pollers/invocation.ts'
import { LocalError } from '../errors.ts'
import type { FunctionDefinition } from './definition.ts'
import { functionEnvironment } from './environment.ts'
import { type LocalFunction, makeFunction } from './function.ts'
import { type StartInstance, startInstance as startThread } from './instance.ts'
import { openLog } from './log.ts'
import { unpackFunction } from './unpack.ts'

/** The functions. */
export interface Functions {
  /** By name or ARN. @throws LocalError `local/template` if there is none */
  readonly invokerOf: (nameOrArn: string) => Invoke
  readonly stop: () => Promise<void>
}

/** What starting functions needs. */
export interface FunctionsOptions {
  readonly definitions: readonly FunctionDefinition[]
  /** The archive of a function, by what people call it. */
  readonly archiveOf: (name: string) => string | undefined
  /** The folder for code. */
  readonly folder: string
  /** The folder for logs. */
  readonly logs: string
  /** Where the AWS services are. */
  readonly endpoint: string
  /** Variables of a function besides those of the template, by what people call it. */
  readonly variablesOf: (name: string) => Readonly<Record<string, string>>
  readonly say: (line: string) => void
  /** Default: worker threads of this process. */
  readonly startInstance?: StartInstance | undefined
}

/** Instances of one function at once: enough for a browser and a loop of curl, and little on a small machine. */
const concurrency = 4

const load = async (definition: FunctionDefinition, options: FunctionsOptions): Promise<LocalFunction> => {
  const { name, handler } = definition
  const archive = options.archiveOf(name)
  if (archive === undefined) throw new LocalError('local/template', `nothing was packaged for the function ${name}`)
  const module = await unpackFunction(archive, join(options.folder, 'code', name), handler)
  const log = openLog(join(options.logs, `${name}.log`))
  const env = { ...functionEnvironment(definition, options.endpoint), ...options.variablesOf(name) }
  const { say, startInstance = startThread } = options
  const made = makeFunction({ definition, module, env, concurrency, startInstance, say, log: log.write })
  return {
    invoke: made.invoke,
    stop: async () => {
      await made.stop()
      await log.close()
    },
  }
}

/** Unpacks and loads the functions. */
export const loadFunctions = async (options: FunctionsOptions): Promise<Functions> => {
  const loaded = await Promise.all(
    options.definitions.map(async (definition) => ({ definition, made: await load(definition, options) })),
  )
  return {
    invokerOf: (nameOrArn) => {
      const found = loaded.find(({ definition: { arn, functionName } }) => [arn, functionName].includes(nameOrArn))
      if (!found) throw new LocalError('local/template', `the template has no function ${nameOrArn}`)
      return found.made.invoke
    },
    stop: async () => {
      await Promise.all(loaded.map(({ made }) => made.stop()))
    },
  }
}
