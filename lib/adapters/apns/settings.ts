/** Where APNs is, as the environment says. */

/** Where to push to, and whom to trust there. */
export interface ApnsSettings {
  /** `https://<host>[:<port>]`. */
  readonly origin: string
  /** Certificates as PEM text: trusted besides the roots that Node brings. Default: none. */
  readonly roots?: string
}

/** Apple's production service: passes have no other. */
export const appleOrigin = 'https://api.push.apple.com'

/** The variables of the environment. Both may be missing: they are for stand-ins, and for networks with roots of their own. */
export const apnsVariables = { origin: 'PASSWRIGHT_APNS_ORIGIN', roots: 'PASSWRIGHT_APNS_ROOTS' } as const

const originIn = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'https:' && url.pathname === '/' && !url.search) return url.origin
  throw new Error(`the environment variable ${apnsVariables.origin} is no origin such as ${appleOrigin}`)
}

const rootsIn = (text: string): string => {
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new Error(
    `the environment variable ${apnsVariables.roots} holds no certificate: it takes the text of a PEM file`,
  )
}

/** Reads the environment of a process. @throws Error that names a variable whose value is not one */
export const apnsSettings = (env: Readonly<Record<string, string | undefined>>): ApnsSettings => {
  const { [apnsVariables.origin]: origin, [apnsVariables.roots]: roots } = env
  return { origin: origin ? originIn(origin) : appleOrigin, ...(roots && { roots: rootsIn(roots) }) }
}
