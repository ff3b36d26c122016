/** What `npm run package` and `npm run deploy` take: a stage, and changes of its settings. */
import { parse } from 'yaml'
import { StageError } from './stage-error.ts'
import type { StageSettings } from './stage-settings.ts'

/** The options, for `parseArgs`. */
export const stageOptions = {
  stage: { type: 'string' },
  param: { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const

/** How the options of settings are explained. */
export const paramHelp = '  --param NAME=VALUE  replaces a setting of the stage; may be repeated'

/**
 * Reads `NAME=VALUE` pairs; a value is YAML, as in the stage's file. Whether the settings are good is checked later, with
 * all the others.
 *
 * @throws StageError `stage/settings-invalid`
 */
export const readParams = (pairs: readonly string[]): Partial<StageSettings> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=')
      if (at < 1) throw new StageError('stage/settings-invalid', `--param ${pair}: write it as NAME=VALUE`)
      return [pair.slice(0, at), parse(pair.slice(at + 1))]
    }),
  )
