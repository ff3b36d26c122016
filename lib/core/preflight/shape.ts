/** Checks JSON against the tables of the format: required keys, types, names, ranges, dates and colours. */
import { documented, type Finding, inferred, type Source } from '../finding.ts'
import { isObject, type Json, type JsonObject } from '../format/json.ts'
import type { Key, Kind, Structure } from '../format/kinds.ts'
import { intendedName } from '../format/misspelling.ts'
import { pointerTo } from '../format/pointer.ts'
import { isKnown, memberOf } from './known.ts'
import { type Fault, valueFault } from './value-faults.ts'

/** Where a value stands; spelled out as a JSON pointer only for what is at fault, because most passes have no fault. */
interface Place {
  readonly parent: Place | undefined
  readonly step: string | number
  /** What stands there in a pass without faults. */
  readonly like: Json | undefined
  /** How grave a fault there is: what is wrong inside of something that Wallet may drop is no graver than that. */
  readonly severity: 'error' | 'warning'
}

const pointerOf = ({ parent, step }: Place): string => pointerTo(parent ? pointerOf(parent) : '', step)

/** The most findings of one severity. Errors and warnings are counted apart, so that no number of warnings hides an error. */
const most = 1_000

/** The most names that are compared with known ones: more are made by machines, not by mistake. */
const mostNames = 200

const isGiven = (object: JsonObject, name: string | undefined): boolean =>
  name !== undefined && (object[name] ?? null) !== null

const nullForOptional: Fault = {
  code: 'value-null',
  severity: 'warning',
  message: 'is null, which says no more than leaving it out',
  fix: 'leave it out, or give it',
}

class ShapeCheck {
  readonly findings: Finding[] = []
  readonly #count = { error: 0, warning: 0 }
  #namesLeft = mostNames

  structure({ keys, required, tellsTypos }: Structure, object: JsonObject, parent?: Place, likes?: Json): void {
    for (const step of Object.keys(object)) {
      const value = object[step] ?? null
      const like = memberOf(likes, step)
      if (isKnown(value, like)) continue
      const key = Object.hasOwn(keys, step) ? keys[step] : undefined
      if (key) this.#member(key, value, { parent, step, like, severity: severityOf(key, parent) })
      else if (tellsTypos) this.#unknown(step, keys, { parent, step, like, severity: 'warning' })
    }
    for (const step of required) {
      const key = keys[step]
      if (!key || isGiven(object, step) || isGiven(object, key.standIn)) continue
      const fault = { code: 'key-missing', message: `"${step}" is missing`, fix: `give "${step}"` }
      this.#report(fault, { parent, step, like: undefined, severity: severityOf(key, parent) }, documented(key.url))
    }
  }

  #member(key: Key, value: Json, place: Place): void {
    if (value !== null || key.of.kind === 'anything') this.#value(key, key.of, value, place)
    else if (!key.required) this.#report(nullForOptional, place, inferred)
  }

  #value(key: Key, kind: Kind, value: Json, place: Place): void {
    const fault = valueFault(kind, value)
    if (fault) this.#report(fault, place, documented(key.url))
    else if (kind.kind === 'list' && Array.isArray(value)) this.#list(key, kind.item, value, place)
    else if (kind.kind === 'structure' && isObject(value)) this.structure(kind, value, place, place.like)
  }

  #list(key: Key, kind: Kind, items: readonly Json[], parent: Place): void {
    const likes: readonly Json[] = Array.isArray(parent.like) ? parent.like : []
    for (let step = 0; step < items.length && !this.#isFull; step++) {
      const item = items[step] ?? null
      const like = likes[step]
      if (!isKnown(item, like)) this.#value(key, kind, item, { parent, step, like, severity: parent.severity })
    }
  }

  #unknown(name: string, keys: Structure['keys'], place: Place): void {
    if (this.#namesLeft === 0) return
    this.#namesLeft--
    const intended = intendedName(name, Object.keys(keys))
    if (!intended) return
    const fault = {
      code: 'key-unknown',
      message: `Wallet knows no "${name}" here and ignores it; it knows "${intended}"`,
      fix: `write "${intended}"`,
    }
    this.#report(fault, place, inferred)
  }

  get #isFull(): boolean {
    return this.#count.error >= most
  }

  #report({ code, message, fix, severity: mildest }: Fault, place: Place, source: Source): void {
    const severity = mildest ?? place.severity
    if (this.#count[severity] >= most) return
    this.#count[severity]++
    this.findings.push({ code, severity, path: pointerOf(place), message, fix, source })
  }
}

const severityOf = (key: Key, parent: Place | undefined): Place['severity'] =>
  parent?.severity === 'warning' ? 'warning' : key.severity

/**
 * The faults of an object against its table, in the order of the object: at most 1,000 errors and 1,000 warnings. Keys
 * that the table lacks are fine, unless they look like misspelt ones.
 *
 * @param sound an object without faults: a value that is the same in both is not checked again. Default: none is known
 */
export const shapeFindings = (table: Structure, object: JsonObject, sound?: JsonObject): Finding[] => {
  const check = new ShapeCheck()
  check.structure(table, object, undefined, sound)
  return check.findings
}
