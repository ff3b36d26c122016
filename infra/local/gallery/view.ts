/** What a page of the gallery shows: one sample pass, with the others to choose from. */
import type { ShownField } from '../../../lib/device/lock-screen/changes.ts'
import type { LockScreen, PhoneKind } from '../phone/sample-phone.ts'
import type { SamplePass } from '../samples/publish.ts'
import type { FormField } from './form-fields.ts'
import type { Station } from './journey.ts'
import type { Fault, ShownRecord, ShownTimeline } from './record.ts'
import type { Tour } from './tours.ts'

/** A sample pass on the shelf. */
export interface ShelfPass {
  readonly pass: SamplePass
  readonly tour: Tour
  /** The address of its picture; undefined if the pass was erased. */
  readonly picture: string | undefined
  readonly isChosen: boolean
}

/** A phone with the chosen pass. */
export interface PhoneView {
  readonly kind: PhoneKind
  /** Absent until it holds the pass. */
  readonly pass?: {
    readonly pictures: Readonly<Record<'front' | 'back' | 'watch' | 'lock-screen', string>>
    readonly lockScreen?: LockScreen
    /** What it shows, as text. */
    readonly fields: readonly ShownField[]
  }
}

/** The chosen pass. */
export interface ChosenPass {
  readonly pass: SamplePass
  readonly tour: Tour
  /** Absent if it was erased. */
  readonly record?: ShownRecord
  readonly fields: readonly FormField[]
  /** What the API did not take of the last change. */
  readonly faults: readonly Fault[]
  readonly timeline: ShownTimeline
  readonly journey: readonly Station[] | undefined
}

/** A page. */
export interface GalleryView {
  readonly shelf: readonly ShelfPass[]
  /** Absent if there is no sample pass. */
  readonly chosen?: ChosenPass
  /** None where passes are signed for real phones. */
  readonly phones: readonly PhoneView[]
  /** One sentence about who accepts the passes. */
  readonly remark: string
  /** Where this stack is. */
  readonly baseUrl: string
  /** Where its API key lies. */
  readonly keyFile: string
  /** To be sent with every change. */
  readonly secret: string
}
