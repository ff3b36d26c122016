/** The best of many candidates: Wallet takes ten places, and more are of no use to it. */
import { canonicalJson, isObject, type Json, type JsonObject } from '../format/json.ts'

/** The most locations of a pass, and the most UUIDs of its beacons. */
const most = 10

const metresOfEarth = 6_371_000

/** A point of the globe, as a unit vector: distances are then sums and products. */
type Vector = readonly [number, number, number]

/** The vector of what has a latitude and a longitude in degrees; undefined for anything else. */
export const vectorOf = (place: Json): Vector | undefined => {
  if (!isObject(place)) return undefined
  const { latitude, longitude } = place
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return undefined
  const [north, east] = [latitude, longitude].map((degrees) => (degrees * Math.PI) / 180) as [number, number]
  return [Math.cos(north) * Math.cos(east), Math.cos(north) * Math.sin(east), Math.sin(north)]
}

const squaredChord = (a: Vector, b: Vector): number => (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2

/** Whole metres along the great circle: engines differ in the last digits of a sine, and a pass must not. */
const metres = (chordSquared: number): number =>
  Math.round(2 * metresOfEarth * Math.asin(Math.min(1, Math.sqrt(chordSquared) / 2)))

/** A score for candidates: how near each is to the nearest of some points. What is no place comes last. */
export const nearness =
  (points: readonly Vector[]) =>
  (candidate: Json): number => {
    const place = vectorOf(candidate)
    if (!place) return Number.NEGATIVE_INFINITY
    return -metres(points.reduce((least, point) => Math.min(least, squaredChord(place, point)), 4))
  }

/** A score for candidates: the number in a member of each. What has none comes last. */
export const weightIn =
  (member: string) =>
  (candidate: Json): number => {
    const weight = isObject(candidate) && Object.hasOwn(candidate, member) ? candidate[member] : undefined
    return typeof weight === 'number' ? weight : Number.NEGATIVE_INFINITY
  }

interface Ranked {
  readonly index: number
  readonly group: string
  readonly score: number
}

/** The best first; among equals, the first. */
const byScore = (a: Ranked, b: Ranked): number => {
  if (a.score === b.score) return a.index - b.index
  return b.score > a.score ? 1 : -1
}

const pointKey = (candidate: Json, index: number): string => {
  if (!isObject(candidate)) return `${index}`
  const { latitude, longitude, altitude } = candidate
  return typeof latitude === 'number' && typeof longitude === 'number'
    ? canonicalJson([latitude, longitude, altitude ?? null])
    : `${index}`
}

const uuidKey = (candidate: Json, index: number): string => {
  const uuid = isObject(candidate) ? candidate.proximityUUID : undefined
  return typeof uuid === 'string' ? uuid.toLowerCase() : `${index}`
}

const ranking = (
  candidates: readonly Json[],
  score: (candidate: Json) => number,
  groupOf: (candidate: Json, index: number) => string,
): readonly Ranked[] =>
  candidates
    .map((candidate, index) => ({ index, group: groupOf(candidate, index), score: score(candidate) }))
    .sort(byScore)

/** The groups of the best candidates, each with the place of its best one. */
const bestGroups = (ranked: readonly Ranked[]): ReadonlyMap<string, number> => {
  const groups = new Map<string, number>()
  for (const { group, index } of ranked) {
    if (groups.size === most) break
    if (!groups.has(group)) groups.set(group, index)
  }
  return groups
}

/** The ten best locations in their old order; of those at the very same point, the best one stays. */
export const bestLocations = (locations: readonly Json[], score: (candidate: Json) => number): Json[] => {
  const kept = new Set(bestGroups(ranking(locations, score, pointKey)).values())
  return locations.filter((_, index) => kept.has(index))
}

/** The beacons of the ten best UUIDs, in their old order. */
export const bestBeacons = (beacons: readonly Json[], score: (candidate: Json) => number): Json[] => {
  const kept = bestGroups(ranking(beacons, score, uuidKey))
  return beacons.filter((beacon, index) => kept.has(uuidKey(beacon, index)))
}

/** Candidates without the member that weighed them. */
export const withoutMember = (candidates: readonly Json[], member: string): Json[] =>
  candidates.map((candidate) => {
    if (!(isObject(candidate) && Object.hasOwn(candidate, member))) return candidate
    const { [member]: _, ...rest }: JsonObject = candidate
    return rest
  })
