/** The version of the package, for `--version`. */
import { readFileSync } from 'node:fs'

/** The version that `package.json` states. */
export const readVersion = (): string => {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8')
  const { version } = JSON.parse(text) as { readonly version: string }
  return version
}
