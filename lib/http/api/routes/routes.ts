/** All routes of the API. */
import type { Route } from '../route.ts'
import { adoptionRoutes } from './adoption.ts'
import { bundleRoutes } from './bundles.ts'
import { drawingRoutes } from './drawings.ts'
import { healthRoutes } from './health.ts'
import { importRoutes } from './imports.ts'
import { linkRoutes } from './links.ts'
import { packageRoutes } from './packages.ts'
import { parkedRoutes } from './parked.ts'
import { passPartRoutes } from './pass-parts.ts'
import { passRoutes } from './passes.ts'
import { personalDataRoutes } from './personal-data.ts'
import { rolloutRoutes } from './rollouts.ts'
import { templateRoutes } from './templates.ts'
import { timelineRoutes } from './timeline.ts'
import { uploadRoutes } from './uploads.ts'

/** All routes of the API that take to be somebody. */
export const routes: readonly Route[] = [
  ...templateRoutes,
  ...rolloutRoutes,
  ...passRoutes,
  ...passPartRoutes,
  ...linkRoutes,
  ...timelineRoutes,
  ...personalDataRoutes,
  ...adoptionRoutes,
  ...importRoutes,
  ...bundleRoutes,
  ...uploadRoutes,
  ...packageRoutes,
  ...drawingRoutes,
  ...parkedRoutes,
  ...healthRoutes,
]
