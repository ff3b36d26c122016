/** The keys of `pass.json` that hold its fields: the style objects. */
import { type FieldGroup, type FieldGroupNotes, fieldGroups, fieldGroupTable } from './field-groups.ts'
import { field } from './fields.ts'
import { choice, type Key, type List, list, optional, required, type Structure, structure } from './kinds.ts'
import { type Style, type StyleName, styleNames, styles } from './styles.ts'

const url = 'https://developer.apple.com/documentation/walletpasses/passfields'

type GroupKeys = Readonly<Record<FieldGroup, Key<List<typeof field>, false>>>

const groupKey = ({ front: _, ...notes }: FieldGroupNotes) => optional(list(field), { url, ...notes })

const groupKeys = Object.fromEntries(fieldGroups.map((name) => [name, groupKey(fieldGroupTable[name])])) as GroupKeys

const transitType = choice(
  'PKTransitTypeAir',
  'PKTransitTypeBoat',
  'PKTransitTypeBus',
  'PKTransitTypeGeneric',
  'PKTransitTypeTrain',
)

const plain = structure(groupKeys, { name: 'fieldGroups', tellsTypos: true })

const transit = structure(
  { ...groupKeys, transitType: required(transitType, { what: 'The kind of transit.', url }) },
  { tellsTypos: true },
)

type StyleKeys = {
  readonly [Name in StyleName]: Key<
    (typeof styles)[Name]['transit'] extends true ? typeof transit : typeof plain,
    false
  >
}

const styleKey = (name: StyleName): Key<Structure, false> => {
  const { what, since, transit: hasTransit }: Style = styles[name]
  return optional(hasTransit ? transit : plain, { what, since, url })
}

/** The keys, one for each style. */
export const styleKeys = Object.fromEntries(styleNames.map((name) => [name, styleKey(name)])) as StyleKeys
