/** Defects of answers in general, and of the log. */
import { bare, calls, type Defect, instead } from './defect.ts'

const trace = 'Error: no such registration\n    at findRegistration (/srv/app/node_modules/passes/index.js:12:3)'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Errors with a body. */
const telling = (body: (request: Request) => string) =>
  instead(calls.all, async (request, right) => {
    const answer = await right()
    return answer.status >= 400 && request.method !== 'HEAD'
      ? new Response(body(request), { status: answer.status })
      : answer
  })

/** The defects. */
export const answerDefects: readonly Defect[] = [
  {
    name: 'a body that is no JSON is a failure',
    from: "hono-passkit-webservice, Apple's sample server of 2012",
    around: instead(/^POST /, async (request, right) =>
      isJson(await request.clone().text()) ? await right() : bare(500),
    ),
    fails: ['register-malformed-json', 'log-malformed', 'personalize-malformed'],
  },
  {
    name: 'there is no log',
    around: instead(calls.log, () => bare(404)),
    fails: ['log'],
  },
  {
    name: 'there is something at every address',
    around: instead(calls.all, async (_, right) => {
      const answer = await right()
      return answer.status === 404 ? new Response('<h1>Welcome</h1>') : answer
    }),
    fails: ['unknown-path'],
  },
  {
    name: 'every method is taken',
    around: instead(calls.all, async (_, right) => {
      const answer = await right()
      return answer.status === 405 ? bare(200) : answer
    }),
    fails: ['wrong-method'],
  },
  {
    name: 'errors tell where they come from',
    around: telling(() => trace),
    fails: ['errors-tell-nothing'],
  },
  {
    name: 'errors repeat the token',
    around: telling(({ headers }) => `not allowed: ${headers.get('Authorization')}`),
    fails: ['errors-tell-nothing'],
  },
]
