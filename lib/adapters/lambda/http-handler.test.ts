import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import { type HttpEvent, httpHandler } from './http-handler.ts'

const event = {
  version: '2.0',
  rawPath: '/',
  rawQueryString: '',
  headers: {},
  isBase64Encoded: false,
  requestContext: { http: { method: 'GET', path: '/' }, domainName: 'passes.example.com' },
} as unknown as HttpEvent

const anApp = () => new Hono().get('/', (context) => context.text('done'))

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

describe('an answer', () => {
  it('comes when what was begun beside it is done', async () => {
    const steps: string[] = []
    const settled = async () => {
      await pause(10)
      steps.push('settled')
    }
    const answer = await httpHandler(anApp(), { settled })(event)
    steps.push(answer.body)
    expect(steps).toEqual(['settled', 'done'])
  })

  it('waits for that no longer than about 50 milliseconds', async () => {
    const begun = performance.now()
    const answer = await httpHandler(anApp(), { settled: () => new Promise(() => undefined) })(event)
    expect([answer.statusCode, answer.body]).toEqual([200, 'done'])
    const taken = performance.now() - begun
    expect(taken).toBeGreaterThan(45)
    // Other work on the machine may come in between.
    expect(taken).toBeLessThan(2000)
  })
})
