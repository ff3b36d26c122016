/** Findings on a package as a whole, made of the rows that explain them. */
import type { Finding, Profile } from '../finding.ts'
import { findingOf } from '../reading/explained-finding.ts'
import { type PackageCode, packageExplanations } from './explanations.ts'

/** The finding of this code at this place: severity, remedy and source are those of its row. */
export const fault = (code: PackageCode, path: string, message: string, profile: Profile = 'strict'): Finding =>
  findingOf(packageExplanations, code, profile, path, message)

/** The finding that a file is not there that every finished pass has. */
export const missing = (path: string): Finding => fault('file-missing', path, `${path} is missing`)
