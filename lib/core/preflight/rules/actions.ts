/** The rules on actions and on what a pass carries for an app. */
import { deviceLog, documented } from '../../finding.ts'
import { isObject, type Json } from '../../format/json.ts'
import type { PassRule } from '../rule.ts'

const passPage = documented('https://developer.apple.com/documentation/walletpasses/pass')

/** How many actions a pass shows. */
const mostActions = 2

const onActions = { on: 'pass', since: 27, reads: ['featuredActions'] } as const

/** The rules on `featuredActions`. */
export const actionRules: readonly PassRule[] = [
  {
    code: 'actions-too-many',
    severity: 'warning',
    what: 'The pass has more actions than are shown.',
    why: 'Wallet shows the first two.',
    fix: 'keep the two that matter most',
    source: passPage,
    ...onActions,
    *find({ pass: { featuredActions } }) {
      if (!Array.isArray(featuredActions) || featuredActions.length <= mostActions) return
      yield {
        path: '/featuredActions',
        message: `there are ${featuredActions.length} actions, of which ${mostActions} are shown`,
      }
    },
  },
  {
    code: 'action-identifier-duplicate',
    severity: 'warning',
    what: 'Two actions have the same identifier.',
    why: 'An action is known by its identifier.',
    fix: 'give each action an identifier of its own',
    source: passPage,
    ...onActions,
    *find({ pass: { featuredActions } }) {
      const actions: readonly Json[] = Array.isArray(featuredActions) ? featuredActions : []
      const seen = new Map<string, number>()
      for (const [index, action] of actions.entries()) {
        const identifier = isObject(action) ? action.identifier : undefined
        if (typeof identifier !== 'string' || identifier === '') continue
        const first = seen.get(identifier)
        if (first === undefined) seen.set(identifier, index)
        else {
          const path = `/featuredActions/${index}/identifier`
          yield { path, message: `the identifier is taken by /featuredActions/${first}` }
        }
      }
    },
  },
]

const typeNames: Readonly<Record<string, string>> = { string: 'text', boolean: 'a boolean', object: 'an array' }

const bracket = /^\s*[[{]/

const holdsJson = (value: Json | undefined): boolean => typeof value === 'string' && bracket.test(value)

/** The rules on `userInfo`. */
export const userInfoRules: readonly PassRule[] = [
  {
    code: 'user-info-not-object',
    severity: 'warning',
    what: 'userInfo is something else than an object.',
    why: 'Apple documents any JSON, but the app is handed a dictionary, and devices have logged that "userInfo" must be of that class and refused the pass.',
    fix: 'write an object',
    since: 7,
    source: deviceLog,
    on: 'pass',
    reads: ['userInfo'],
    *find({ pass: { userInfo } }) {
      if (userInfo === undefined || userInfo === null || isObject(userInfo)) return
      const what = holdsJson(userInfo) ? 'text that looks like JSON' : (typeNames[typeof userInfo] ?? 'a number')
      yield { path: '/userInfo', message: `userInfo is ${what}, and an app is handed objects only` }
    },
  },
]
