/** The passes that a device holds, and the tag of the last list of each of their types. */
import type { Bytes } from '../../core/bytes.ts'
import { DeviceError } from '../errors.ts'
import type { PassName } from '../web-service/calls.ts'
import type { PassContent } from './content.ts'

/** A pass on the device. */
export interface HeldPass {
  readonly pkpass: Bytes
  readonly content: PassContent
  /** The `Last-Modified` of the last fetch, as it was; absent until the first one. */
  readonly lastModified?: string
  /** Whether the web service keeps this device informed. */
  readonly registered: boolean
  /** Whether the web service could not be told of the push token that the device has now. */
  readonly renewal: boolean
  /** Whether its holder wants automatic updates. */
  readonly updates: boolean
  /** Whether the web service has answered a fetch since the registration: until then it cannot know which version is here. */
  readonly known: boolean
  /** Whether a list named it, and it could not be fetched yet. */
  readonly due: boolean
}

/** The passes of one type that have one web service: they are listed together. */
export interface PassGroup {
  readonly passTypeIdentifier: string
  readonly webServiceURL: string
}

const idOf = (...parts: readonly string[]): string => JSON.stringify(parts)

const passId = ({ passTypeIdentifier, serialNumber }: PassName): string => idOf(passTypeIdentifier, serialNumber)

const groupId = ({ passTypeIdentifier, webServiceURL }: PassGroup): string => idOf(passTypeIdentifier, webServiceURL)

/** The group of a pass; undefined for a pass without a web service. */
export const groupOf = ({ name, service }: PassContent): PassGroup | undefined =>
  service && { passTypeIdentifier: name.passTypeIdentifier, webServiceURL: service.webServiceURL }

/** What a device holds. */
export class HeldPasses {
  readonly #passes = new Map<string, HeldPass>()
  readonly #tags = new Map<string, { readonly group: PassGroup; readonly tag: string }>()

  /** In the order in which they were added. */
  get all(): readonly HeldPass[] {
    return [...this.#passes.values()]
  }

  get tags(): readonly (PassGroup & { readonly tag: string })[] {
    return Array.from(this.#tags.values(), ({ group, tag }) => ({ ...group, tag }))
  }

  find(name: PassName): HeldPass | undefined {
    return this.#passes.get(passId(name))
  }

  /** @throws DeviceError `device/pass-not-held` */
  get(name: PassName): HeldPass {
    const held = this.find(name)
    if (held) return held
    throw new DeviceError('device/pass-not-held', `the device holds no pass ${passId(name)}`)
  }

  put(held: HeldPass): void {
    this.#passes.set(passId(held.content.name), held)
  }

  /** Changes what is known of a pass. One that has been removed meanwhile stays away. */
  change(name: PassName, changes: Partial<HeldPass>): void {
    const held = this.find(name)
    if (held) this.put({ ...held, ...changes })
  }

  /** Takes a pass away, and the tag with the last pass of its group. */
  delete(name: PassName): void {
    const group = groupOf(this.get(name).content)
    this.#passes.delete(passId(name))
    if (group && this.in(group).length === 0) this.#tags.delete(groupId(group))
  }

  /** The groups of the passes, each once. */
  get groups(): readonly PassGroup[] {
    const groups = this.all.flatMap(({ content }) => groupOf(content) ?? [])
    return [...new Map(groups.map((group) => [groupId(group), group])).values()]
  }

  /** The passes of a group. */
  in(group: PassGroup): readonly HeldPass[] {
    return this.all.filter(({ content }) => {
      const own = groupOf(content)
      return own !== undefined && groupId(own) === groupId(group)
    })
  }

  tagOf(group: PassGroup): string | undefined {
    return this.#tags.get(groupId(group))?.tag
  }

  setTag(group: PassGroup, tag: string): void {
    this.#tags.set(groupId(group), { group, tag })
  }
}
