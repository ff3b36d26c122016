/** All routes of the API. */
import type { Route } from '../route.ts'
import { passPartRoutes } from './pass-parts.ts'
import { passRoutes } from './passes.ts'
import { templateRoutes } from './templates.ts'

/** All routes of the API, each path below its base. */
export const routes: readonly Route[] = [...templateRoutes, ...passRoutes, ...passPartRoutes]
