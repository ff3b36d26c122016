/** What stands against adopting a pass of another system, as far as that can be told without reading anything. */
import { type AdoptionFault, adoptionExplanation } from '../../core/adoption-explanations.ts'
import { type Finding, findingFrom } from '../../core/finding.ts'
import { isDeviceLibraryIdentifier, isPushToken } from '../../core/format/identifiers.ts'
import { limits } from '../limits.ts'
import type { AdoptedPass } from '../service.ts'

const { registrations: mostRegistrations, tokenCharacters } = limits.adoption

const tokenPattern = new RegExp(`^[!-~]{${tokenCharacters.least},${tokenCharacters.most}}$`)

/** The finding of a fault at a place of the body. */
export const adoptionFault = (code: AdoptionFault, path: string, message: string): Finding =>
  findingFrom(adoptionExplanation(code), { path, message }, 'strict')

function* tokenFaults({ authenticationToken: token }: AdoptedPass): Generator<Finding> {
  const path = '/authenticationToken'
  if (!tokenPattern.test(token)) {
    const { least, most } = tokenCharacters
    const length = token.length < least || token.length > most
    const what = length
      ? `has ${token.length} characters instead of ${least} to ${most}`
      : 'has spaces or other characters'
    yield adoptionFault('adopted-token-invalid', path, `the token ${what}`)
  }
}

function* dateFaults({ lastModified }: AdoptedPass, now: number): Generator<Finding> {
  const fault = (message: string) => adoptionFault('adopted-date-invalid', '/lastModified', message)
  if (!Number.isSafeInteger(lastModified) || lastModified < 0) yield fault('is not a whole second since 1970')
  else if (lastModified > now) yield fault('lies in the future')
}

function* registrationFaults({ registrations }: AdoptedPass): Generator<Finding> {
  const { length } = registrations
  if (length > mostRegistrations) {
    const message = `there are ${length} registrations; at most ${mostRegistrations} are taken at once`
    yield adoptionFault('adopted-registrations-many', '/registrations', message)
  }
  const tokens = new Map<string, string>()
  for (const [index, { deviceLibraryIdentifier: device, pushToken }] of registrations.entries()) {
    const path = `/registrations/${index}`
    const token = pushToken.toLowerCase()
    if (!isDeviceLibraryIdentifier(device)) {
      const message = 'is not 1 to 128 letters, digits, hyphens, underscores and tildes, with dots only inside'
      yield adoptionFault('adopted-device-invalid', `${path}/deviceLibraryIdentifier`, message)
    }
    if (!isPushToken(token)) {
      const message = 'is not 8 to 256 hexadecimal digits, two for each byte'
      yield adoptionFault('adopted-push-token-invalid', `${path}/pushToken`, message)
    }
    if ((tokens.get(device) ?? token) !== token)
      yield adoptionFault('adopted-device-twice', path, 'the device stands above with another push token')
    tokens.set(device, token)
  }
}

/**
 * Every fault of a pass that is to be adopted, with its place in the body. Messages repeat neither tokens nor devices.
 *
 * @param now whole seconds since 1970
 */
export const adoptionFaults = (adopted: AdoptedPass, now: number): readonly Finding[] => [
  ...tokenFaults(adopted),
  ...dateFaults(adopted, now),
  ...registrationFaults(adopted),
]
