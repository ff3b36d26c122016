/** Collects what is wrong with an archive while it is read. */
import type { Finding, Profile } from '../finding.ts'
import { type ArchiveFaultCode, archiveExplanations } from './archive-explanations.ts'
import { findingOf } from './explained-finding.ts'

/** The findings of one archive, in the order in which they were found. */
export class ArchiveFaults {
  readonly findings: Finding[] = []
  readonly #profile: Profile

  constructor(profile: Profile) {
    this.#profile = profile
  }

  /** Adds one. `path` is a name as the archive has it, `''` the archive itself. */
  add(code: ArchiveFaultCode, path: string, message: string): void {
    this.findings.push(findingOf(archiveExplanations, code, this.#profile, path, message))
  }
}
