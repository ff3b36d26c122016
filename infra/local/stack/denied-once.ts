/** Tells of calls that a role's policies do not allow: each kind once, since a poller may repeat it for ever. */
import type { Call } from '../front/call.ts'
import type { Role } from '../front/roles.ts'

/** Makes a listener that says a refusal when it is the first of its kind. */
export const deniedOnce = (say: (line: string) => void): ((role: Role, call: Call) => void) => {
  const told = new Set<string>()
  return (role, { action, resource }) => {
    const kind = `${role.id} ${action}`
    if (told.has(kind)) return
    told.add(kind)
    say(`${role.id} is not allowed ${action} on ${resource}: see infra/resources/roles.yml`)
  }
}
