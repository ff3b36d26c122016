/** What a stage needs to be operated, made of its settings: its domain, its alarms, its dashboard. */
import type { StageSettings } from '../stage-settings.ts'
import { alarms } from './alarms.ts'
import { customDomain } from './custom-domain.ts'
import { dashboard } from './dashboard.ts'
import { merged, type TemplateParts } from './template-parts.ts'

/** All of it. @param service as it is named in the account: `passwright-prod` */
export const operations = (stage: string, service: string, settings: StageSettings): TemplateParts =>
  merged([customDomain(settings), alarms(stage, service, settings), dashboard(stage, service)])
