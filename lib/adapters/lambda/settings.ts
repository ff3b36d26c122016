/** What the environment of a function says about its stage. */
import type { ServiceSettings } from '../../service/service.ts'

const required = (env: Readonly<Record<string, string | undefined>>, name: string): string => {
  const value = env[name]
  if (value) return value
  throw new Error(`the environment variable ${name} is missing: serverless.yml sets it for who needs it`)
}

/** The settings of the stage. @throws Error that names a variable that is missing */
export const serviceSettings = (env: Readonly<Record<string, string | undefined>>): ServiceSettings => ({
  publicBaseUrl: required(env, 'PASSWRIGHT_PUBLIC_BASE_URL'),
  passTypeIdentifiers: required(env, 'PASSWRIGHT_PASS_TYPES').split(','),
})
