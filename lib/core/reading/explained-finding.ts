/** Makes findings out of the rows that explain them, so that severity, remedy and source are said once. */
import { type Explanation, type Finding, findingFrom, type Profile } from '../finding.ts'

/** The finding of this code at this place: severity, remedy and source are those of its row. */
export const findingOf = <Row extends Explanation>(
  rows: readonly Row[],
  code: Row['code'],
  profile: Profile,
  path: string,
  message: string,
): Finding => {
  const row = rows.find((each) => each.code === code)
  if (!row) throw new TypeError(`no row explains ${code}`)
  return findingFrom(row, { path, message }, profile)
}
