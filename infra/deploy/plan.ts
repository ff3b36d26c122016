/** Says what a deployment will do. */
import type { PackagedService } from '../package/package-service.ts'
import type { Identity } from './identity.ts'

const plural = (count: number, type: string): string => `${count} ${type.replace('AWS::', '').replaceAll('::', ' ')}`

const counted = (types: readonly string[]): readonly string[] =>
  [...new Set(types)].sort().map((type) => plural(types.filter((other) => other === type).length, type))

/** What will be deployed, and where to. */
export const deploymentPlan = (packaged: PackagedService, { account, principal, region }: Identity): string => {
  const { stage, settings, template } = packaged
  const types = Object.values(template.Resources).map(({ Type }) => Type)
  return [
    `stack        passwright-${stage}`,
    `account      ${account}, as ${principal}`,
    `region       ${region}`,
    `address      ${settings.publicBaseUrl}, written into every pass`,
    `domain       ${settings.domain ? `made${settings.domain.hostedZoneId ? ', and named in Route 53' : ''}` : 'made by hand'}`,
    `alarms to    ${settings.alarmEmail ?? 'whoever subscribes to their topic'}`,
    `API for      ${settings.apiAuthorization === 'keys' ? 'holders of its keys' : 'principals of AWS that IAM lets in'}`,
    ...settings.passTypes.map(({ identifier, team }) => `pass type    ${identifier}, team ${team}`),
    `resources    ${types.length}: ${counted(types).join(', ')}`,
  ].join('\n')
}
