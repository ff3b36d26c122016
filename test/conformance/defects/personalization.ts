/** Defects of personalizing. */
import { right } from '../reference/behaviour.ts'
import { pack } from '../reference/passes.ts'
import { bare, calls, type Defect, instead, withHeaders } from './defect.ts'

/** The defects. */
export const personalizationDefects: readonly Defect[] = [
  {
    name: 'whoever personalizes is not looked at',
    from: 'Vapor wallet',
    around: (request, next) => {
      if (!calls.personalize.test(request.url)) return next(request)
      const headers = new Headers(request.headers)
      headers.delete('Authorization')
      return request.text().then((body) => next(new Request(request.url, { method: 'POST', headers, body })))
    },
    fails: ['personalize-wrong-token'],
  },
  {
    name: 'a form is taken only once',
    from: 'Vapor wallet',
    behaviour: { mayAnswer: (before) => before === undefined },
    fails: ['personalize-again'],
  },
  {
    name: 'any text is signed as a token',
    from: 'every library that personalizes',
    behaviour: { maySign: () => true },
    fails: ['personalize-manifest'],
  },
  {
    name: 'the signature is answered as JSON',
    around: instead(calls.personalize, async (_, right) =>
      withHeaders(await right(), { 'Content-Type': 'application/json' }),
    ),
    fails: ['personalize'],
  },
  {
    name: 'something else than the token is signed',
    behaviour: { sign: (token, time) => right.sign(`${token}\n`, time) },
    fails: ['personalize-signature', 'personalize-again'],
  },
  {
    name: 'the personalized pass keeps its form',
    behaviour: { bytes: (pass) => pack(pass.form === 'none' ? pass : { ...pass, form: 'open' }) },
    fails: ['personalize-fetch'],
  },
  {
    name: 'the personalized pass keeps its date',
    behaviour: {
      personalize: (pass, answers) => {
        pass.form = { answers }
      },
    },
    fails: ['personalize-newer-date'],
  },
  {
    name: 'the personalized pass is another one',
    behaviour: {
      bytes: (pass) => pack(typeof pass.form === 'string' ? pass : { ...pass, serialNumber: 'S-3-of-Ada' }),
    },
    fails: ['personalize-same-identity'],
  },
  {
    name: 'forms are not taken',
    around: instead(calls.personalize, () => bare(404)),
    fails: ['personalize'],
  },
]
