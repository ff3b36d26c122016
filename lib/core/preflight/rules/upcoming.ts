/** The rules on the events to come that one ticket is for. */
import { documented, inferred } from '../../finding.ts'
import { isObject, type Json, type JsonObject } from '../../format/json.ts'
import type { PassRule, Place } from '../rule.ts'

const page = documented('https://developer.apple.com/documentation/walletpasses/upcomingpassinformationentry')

const onEntries = { on: 'pass', since: 26, reads: ['upcomingPassInformation'] } as const

/** An object of a list, and its JSON pointer. */
type Placed = readonly [path: string, object: JsonObject]

const objectsOf = (list: Json | undefined, path: string): readonly Placed[] =>
  Array.isArray(list)
    ? list.flatMap((item: Json, index) => (isObject(item) ? [[`${path}/${index}`, item] as const] : []))
    : []

const entriesOf = ({ upcomingPassInformation }: JsonObject): readonly Placed[] =>
  objectsOf(upcomingPassInformation, '/upcomingPassInformation')

/** Every image that a device fetches for an entry. */
const imagesOf = ([path, { images }]: Placed): readonly Placed[] =>
  Object.entries(isObject(images) ? images : {}).flatMap(([name, image]) =>
    isObject(image) ? objectsOf(image.URLs, `${path}/images/${name}/URLs`) : [],
  )

/** Bytes of the largest image that a device takes. */
const mostBytes = 2_000_000

const imageFault = ({ URL: address, size }: JsonObject): readonly [key: string, message: string] | undefined => {
  // What is no address at all is told by the tables.
  if (typeof address === 'string' && URL.canParse(address) && new URL(address).protocol !== 'https:') {
    return ['URL', 'the address is not one of https']
  }
  return typeof size === 'number' && size > mostBytes ? ['size', 'the image is larger than 2 MB'] : undefined
}

/** Names that Apple's builder would write in another case than Apple's documentation. */
const otherCase: Readonly<Record<string, string>> = { urls: 'URLs', url: 'URL', sha256: 'SHA256' }

function* otherCaseIn(value: Json | undefined, path: string): Iterable<Place> {
  if (!isObject(value)) return
  for (const name of Object.keys(value)) {
    const right = Object.hasOwn(otherCase, name) ? otherCase[name] : undefined
    if (right) yield { path: `${path}/${name}`, message: `the documentation writes ${right}`, fix: `write "${right}"` }
  }
}

function* inOtherCase(placed: Placed): Iterable<Place> {
  const [path, entry] = placed
  yield* otherCaseIn(entry, path)
  if (isObject(entry.images)) {
    for (const [name, image] of Object.entries(entry.images)) yield* otherCaseIn(image, `${path}/images/${name}`)
  }
  for (const [imagePath, image] of imagesOf(placed)) yield* otherCaseIn(image, imagePath)
}

/** The rules on `upcomingPassInformation`. */
export const upcomingRules: readonly PassRule[] = [
  {
    code: 'upcoming-identifier-duplicate',
    severity: 'warning',
    what: 'Two events to come have the same identifier.',
    why: 'A device tells the entries apart by their identifiers when a pass is updated.',
    fix: 'give each entry an identifier of its own',
    source: page,
    ...onEntries,
    *find({ pass }) {
      const seen = new Map<string, string>()
      for (const [path, { identifier }] of entriesOf(pass)) {
        if (typeof identifier !== 'string' || identifier === '') continue
        const first = seen.get(identifier)
        if (first === undefined) seen.set(identifier, path)
        else yield { path: `${path}/identifier`, message: `the identifier is taken by ${first}` }
      }
    },
  },
  {
    code: 'upcoming-image-unreachable',
    severity: 'warning',
    what: 'An image of an event to come is one that a device does not fetch.',
    why: 'Devices fetch these images over https, up to 2 MB each.',
    fix: 'offer a smaller image at an https address',
    source: page,
    ...onEntries,
    *find({ pass }) {
      for (const placed of entriesOf(pass)) {
        for (const [path, image] of imagesOf(placed)) {
          const fault = imageFault(image)
          if (fault) yield { path: `${path}/${fault[0]}`, message: fault[1] }
        }
      }
    },
  },
  {
    code: 'upcoming-key-case',
    severity: 'info',
    what: 'A key of an event to come is written in another case than in the documentation.',
    why: "Apple documents URLs, URL and SHA256; the names in Apple's own builder would come out as urls, url and sha256. Which of them devices read is not confirmed.",
    fix: 'write the key as the documentation does',
    source: inferred,
    ...onEntries,
    *find({ pass }) {
      for (const placed of entriesOf(pass)) yield* inOtherCase(placed)
    },
  },
]
