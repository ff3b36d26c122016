/** All routes of the API. */
import type { Route } from '../route.ts'
import { adoptionRoutes } from './adoption.ts'
import { bundleRoutes } from './bundles.ts'
import { packageRoutes } from './packages.ts'
import { passPartRoutes } from './pass-parts.ts'
import { passRoutes } from './passes.ts'
import { personalDataRoutes } from './personal-data.ts'
import { templateRoutes } from './templates.ts'
import { uploadRoutes } from './uploads.ts'

/** All routes of the API, each path below its base. */
export const routes: readonly Route[] = [
  ...templateRoutes,
  ...passRoutes,
  ...passPartRoutes,
  ...personalDataRoutes,
  ...adoptionRoutes,
  ...bundleRoutes,
  ...uploadRoutes,
  ...packageRoutes,
]
