/** What the environment of a function says about its stage. */
import type { ServiceSettings } from '../../service/service.ts'

type Environment = Readonly<Record<string, string | undefined>>

const whose = 'serverless.yml sets it for who needs it'

const required = (env: Environment, name: string): string => {
  const value = env[name]
  if (value) return value
  throw new Error(`the environment variable ${name} is missing: ${whose}`)
}

/** Names, with commas between them. */
const listOf = (text: string): readonly string[] => text.split(',').filter((name) => name !== '')

const positive = /^[1-9]\d*$/

const generationOf = (env: Environment): number => {
  const name = 'PASSWRIGHT_GENERATION'
  const text = env[name] ?? '1'
  if (positive.test(text)) return Number(text)
  throw new Error(`the environment variable ${name} is no whole number from 1 on: ${whose}`)
}

const restoredAtOf = (env: Environment): Pick<ServiceSettings, 'restoredAt'> => {
  const name = 'PASSWRIGHT_RESTORED_AT'
  const text = env[name] ?? 'never'
  if (text === 'never') return {}
  const restoredAt = Date.parse(text) / 1000
  if (Number.isSafeInteger(restoredAt)) return { restoredAt }
  throw new Error(`the environment variable ${name} is no moment such as 2027-03-01T09:30:00Z: ${whose}`)
}

/** The pass types of the stage. @throws Error that names the variable if it is missing */
export const passTypeSettings = (env: Environment): Pick<ServiceSettings, 'passTypeIdentifiers'> => ({
  passTypeIdentifiers: listOf(required(env, 'PASSWRIGHT_PASS_TYPES')),
})

/** What restores from backups have left behind. @throws Error that names a variable that is malformed */
export const restoreSettings = (env: Environment): Pick<ServiceSettings, 'generation' | 'restoredAt'> => ({
  generation: generationOf(env),
  ...restoredAtOf(env),
})

/** The settings of the stage. @throws Error that names a variable that is missing or malformed */
export const serviceSettings = (env: Environment): ServiceSettings => ({
  publicBaseUrl: required(env, 'PASSWRIGHT_PUBLIC_BASE_URL'),
  ...passTypeSettings(env),
  adoptedPassTypes: listOf(env.PASSWRIGHT_ADOPTED_PASS_TYPES ?? ''),
  ...restoreSettings(env),
})
