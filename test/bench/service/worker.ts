/** The process in which the service is measured: `node BUNDLE FOLDER` answers requests in rounds that its parent asks for. */
import { openSetup } from '../worker/setup.ts'
import { deploy } from './deployment.ts'
import type { Request } from './event.ts'
import type { Operation, OperationName } from './operation.ts'
import { operations } from './operations.ts'

/** Asks for requests of one kind, as many as fit into the time. */
export interface OperationRound {
  readonly operation: OperationName
  readonly milliseconds: number
}

/** What came of it. */
export interface OperationResult {
  readonly requests: number
  /** In the handler alone: what prepares a request is not counted. */
  readonly milliseconds: number
}

/** Requests are prepared in batches, so that what prepares them stays out of the time. */
const batch = 8

class Rounds {
  readonly #operations: ReadonlyMap<OperationName, Operation>
  #next = 0

  constructor(all: readonly Operation[]) {
    this.#operations = new Map(all.map((operation) => [operation.name, operation]))
  }

  async run({ operation: name, milliseconds }: OperationRound): Promise<OperationResult> {
    const operation = this.#operations.get(name)
    if (!operation) throw new Error(`there is no operation ${name}`)
    let requests = 0
    let spent = 0
    while (spent < milliseconds) {
      spent += await this.#batchOf(operation)
      requests += batch
    }
    return { requests, milliseconds: spent }
  }

  async #batchOf({ call, request, status, name, isBatch = false }: Operation): Promise<number> {
    const prepared: Request[] = []
    for (let index = 0; index < batch; index += 1) {
      prepared.push(await request(this.#next))
      this.#next += 1
    }
    const one = async (each: Request): Promise<void> => {
      const answer = await call(each)
      if (answer.statusCode !== status) throw new Error(`${name} answered ${answer.statusCode}: ${answer.body}`)
    }
    const start = performance.now()
    if (isBatch) await Promise.all(prepared.map(one))
    else for (const each of prepared) await one(each)
    return performance.now() - start
  }
}

const main = async (): Promise<void> => {
  const setup = openSetup(process.argv[2] ?? '', 'small')
  const rounds = new Rounds(await operations(await deploy(setup), setup.fresh))
  process.on('disconnect', () => process.exit())
  process.on('message', async (round: OperationRound) => {
    process.send?.(await rounds.run(round))
  })
  process.send?.('ready')
}

await main()
