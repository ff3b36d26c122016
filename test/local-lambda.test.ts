/** Functions of the local stack: worker threads that behave as Lambda does. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Functions, loadFunctions } from '../infra/local/lambda/functions.ts'
import { aFolder } from './builders/passwright.ts'

const code = `
const started = Date.now()
let calls = 0
export const handler = async (event, context) => {
  calls += 1
  if (event.say) console.log(event.say)
  if (event.die) process.exit(3)
  if (event.throws) throw new TypeError(event.throws)
  if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait))
  if (event.spin) for (;;) {}
  return {
    calls,
    environment: { ...process.env },
    context: { name: context.functionName, left: context.getRemainingTimeInMillis() > 0 },
    event,
  }
}
export const other = () => undefined
`

interface Result {
  readonly calls: number
  readonly environment: Record<string, string>
  readonly context: object
  readonly event: object
}

interface Harness extends Functions {
  readonly folder: string
  readonly said: string[]
  readonly call: (event: object) => Promise<{ readonly ok: boolean; readonly result: Result; readonly payload: string }>
}

const functionWith = async (source: string, handler = 'index.handler', timeout = 5): Promise<Harness> => {
  const folder = await aFolder()
  const archive = join(folder, 'api.zip')
  await writeFile(archive, zipSync({ 'index.mjs': strToU8(source) }))
  const said: string[] = []
  const functions = await loadFunctions({
    definitions: [
      {
        id: 'ApiLambdaFunction',
        name: 'api',
        functionName: 'passwright-local-api',
        arn: 'arn:api',
        handler,
        timeout,
        memory: 512,
        environment: { PASSWRIGHT_PASSES_TABLE: 'passes' },
        role: 'ApiRole',
      },
    ],
    archiveOf: (name) => (name === 'api' ? archive : undefined),
    folder,
    logs: join(folder, 'logs'),
    endpoint: 'http://127.0.0.1:9',
    variablesOf: (name) => ({ PASSWRIGHT_ONLY_HERE: name }),
    say: (line) => said.push(line),
  })
  onTestFinished(functions.stop)
  const invoke = functions.invokerOf('arn:api')
  return {
    ...functions,
    folder,
    said,
    call: async (event) => {
      const { ok, payload } = await invoke(JSON.stringify(event))
      return { ok, payload, result: JSON.parse(payload) }
    },
  }
}

describe('a function of the local stack', () => {
  it('takes an event and a context, and returns', async () => {
    const { call } = await functionWith(code)
    const { ok, result } = await call({ hello: ['world'] })
    expect(ok).toBe(true)
    expect(result).toMatchObject({
      event: { hello: ['world'] },
      context: { name: 'passwright-local-api', left: true },
    })
  })

  it('has the variables of the template, its own credentials, and nothing of ours', async () => {
    const { call } = await functionWith(code)
    const { environment } = (await call({})).result
    expect(environment).toMatchObject({
      PASSWRIGHT_PASSES_TABLE: 'passes',
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
      AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
    })
    expect(environment.AWS_ACCESS_KEY_ID).toMatch(/^ASIA[0-9A-F]{32}$/)
    expect(environment.HOME).toBeUndefined()
  })

  it('keeps its instance for the next event', async () => {
    const { call } = await functionWith(code)
    await call({})
    expect((await call({})).result.calls).toBe(2)
  })

  it('serves one event an instance, and several at once', async () => {
    const { call } = await functionWith(code)
    const outcomes = await Promise.all([1, 2, 3].map(() => call({ wait: 300 })))
    expect(outcomes.map(({ result }) => result.calls)).toEqual([1, 1, 1])
  })

  it('lets events wait when all instances are busy', async () => {
    const { call } = await functionWith(code)
    const outcomes = await Promise.all(Array.from({ length: 9 }, () => call({ wait: 20 })))
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    expect(Math.max(...outcomes.map(({ result }) => result.calls))).toBeGreaterThan(1)
  })

  it('that throws tells the type and the words of its error', async () => {
    const { call, said } = await functionWith(code)
    const { ok, payload } = await call({ throws: 'no' })
    expect([ok, JSON.parse(payload)]).toMatchObject([false, { errorType: 'TypeError', errorMessage: 'no' }])
    expect(said).toEqual(['api failed: see its log'])
    expect((await call({})).ok).toBe(true)
  })

  it('that runs out of time is ended, also in the middle of a computation', async () => {
    const { call, said } = await functionWith(code, 'index.handler', 0.5)
    const { ok, payload } = await call({ spin: true })
    expect([ok, JSON.parse(payload).errorType]).toEqual([false, 'Sandbox.Timedout'])
    expect(said).toContain('api has ended and starts again with the next event: see its log')
    expect((await call({})).result.calls).toBe(1)
  })

  it('that exits is started again, and that is said', async () => {
    const { call, said } = await functionWith(code)
    await call({})
    expect(await call({ die: true })).toMatchObject({ ok: false })
    expect(said).toContain('api has ended and starts again with the next event: see its log')
    expect((await call({})).result.calls).toBe(1)
  })

  it.each([
    ['does not load', 'throw new Error("broken")', 'index.handler'],
    ['has no such export', 'export const other = 1', 'index.handler'],
  ])('that %s fails at its first event', async (_, source, handler) => {
    const { call } = await functionWith(source, handler)
    expect(await call({})).toMatchObject({ ok: false })
  })

  it('whose archive lacks its module is refused at once', async () => {
    await expect(functionWith(code, 'elsewhere.handler')).rejects.toThrow(
      'has no module for the handler elsewhere.handler',
    )
  })

  it('writes into a log of its own', async () => {
    const { call, stop, folder } = await functionWith(code)
    await call({ say: 'a line of its own' })
    await stop()
    expect(await readFile(join(folder, 'logs', 'api.log'), 'utf8')).toContain('a line of its own\n')
  })
})
