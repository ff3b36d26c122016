/** The health of a deployment as it is sent. */
import type { HealthReport } from '../../../service/health/health-service.ts'
import type { Valid } from '../schema.ts'
import type { healthSchema } from '../schemas/health.ts'
import { moment } from './moment.ts'

/** A report. */
export const healthResource = ({ status, at, checks }: HealthReport): Valid<typeof healthSchema> => ({
  status,
  at: moment(at),
  checks,
})
