import { Hono } from 'hono'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { worker } from './worker.ts'

const request = new Request('https://passes.example.com/p/x')

const bindings = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'CANARY',
  NAME: 'Ada',
  CACHE: { fetch: () => undefined },
}

const aContext = () => {
  const waited: Promise<unknown>[] = []
  return { waited, waitUntil: (promise: Promise<unknown>) => void waited.push(promise) }
}

describe('a Worker', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('makes its app once, from the texts among its bindings', async () => {
    const made: unknown[] = []
    const { fetch } = worker((env, config) => {
      made.push([env, config('S3')])
      return { app: new Hono().get('/p/x', ({ text }) => text('here')) }
    })
    for (let times = 0; times < 2; times++) {
      expect(await (await fetch(request, bindings, aContext())).text()).toBe('here')
    }
    const { CACHE: _, ...texts } = bindings
    const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'CANARY' }
    expect(made).toEqual([[texts, { region: 'eu-central-1', credentials }]])
  })

  it('stays until what a request began beside its answer is done', async () => {
    let settle: () => void = () => undefined
    const settled = new Promise<void>((resolve) => {
      settle = resolve
    })
    const { fetch } = worker(() => ({ app: new Hono(), settled: () => settled }))
    const { waited, waitUntil } = aContext()
    await fetch(request, bindings, { waitUntil })
    const over = vi.fn()
    void waited[0]?.then(over)
    await Promise.resolve()
    expect(over).not.toHaveBeenCalled()
    settle()
    await waited[0]
  })

  it('answers 503 while it lacks a variable, and says which in its log', async () => {
    const lines: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
    const { AWS_REGION: _, ...others } = bindings
    const { fetch } = worker(() => ({ app: new Hono() }))
    expect((await fetch(request, others, aContext())).status).toBe(503)
    expect(lines.join('')).toContain('"worker/not-configured"')
    expect(lines.join('')).toContain('AWS_REGION')
    expect(lines.join('')).not.toContain('CANARY')
  })
})
