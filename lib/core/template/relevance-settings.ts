/** The settings of a template that say where and when its passes come up by themselves. */
import { isObject, type Json } from '../format/json.ts'

/**
 * How candidates are cut to the ten that Wallet takes. `near`: those nearest to a point, or to the nearest of several,
 * which a value or an expression yields; where it yields none, the first ten stay. `weight`: those with the greatest
 * number in this member, which is taken out of the pass; one without a number comes last. Among equals, the first. Those
 * that stay keep their order. Default, with neither: nothing is cut.
 */
export type CutRule = { readonly near: string } | { readonly weight: string }

/** Where and when a pass comes up by itself. */
export interface RelevanceSettings {
  readonly locations?: CutRule
  /** For beacons the ten are different UUIDs; a UUID counts as much as the best of its beacons. */
  readonly beacons?: { readonly weight: string }
  /**
   * What stands in `relevantDate`, for systems before iOS 18, where `pass.json` has `relevantDates` alone: `first`, the
   * earliest date among them, or `none`. Default: `first`, for the styles that a date may bring up.
   */
  readonly relevantDate: 'first' | 'none'
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Reads the settings, whose shape was checked before. */
export const readRelevance = (given: Json): RelevanceSettings => {
  const { locations, beacons, relevantDate } = isObject(given) ? given : {}
  const { near, weight } = isObject(locations) ? locations : {}
  const beaconWeight = isObject(beacons) ? beacons.weight : undefined
  return {
    ...(isText(near) ? { locations: { near } } : {}),
    ...(isText(weight) ? { locations: { weight } } : {}),
    ...(isText(beaconWeight) ? { beacons: { weight: beaconWeight } } : {}),
    relevantDate: relevantDate === 'none' ? 'none' : 'first',
  }
}
