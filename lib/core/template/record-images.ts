/** Images that a record brings along, such as a member's photo. */
import type { Bytes } from '../bytes.ts'
import { copyBytes } from '../bytes.ts'
import { ValuesError } from '../errors.ts'
import { imageSlotOf, imageSlots } from '../format/images.ts'
import { localizedPath } from '../format/languages.ts'
import { isPng } from '../format/png.ts'
import type { Files } from './files.ts'

/** Images of a record, checked, and the slots that they take. */
export interface RecordImages {
  readonly files: ReadonlyMap<string, Bytes>
  readonly slots: ReadonlySet<string>
}

/**
 * Checks the images of a record.
 *
 * @throws ValuesError `values/image-invalid` for a name that is no image slot, or bytes that are no PNG
 */
export const readRecordImages = (images: Files): RecordImages => {
  const files = new Map<string, Bytes>()
  const slots = new Set<string>()
  for (const [name, bytes] of images) {
    const slot = imageSlotOf(name)
    if (!slot) {
      const known = Object.keys(imageSlots).join(', ')
      throw new ValuesError(
        'values/image-invalid',
        `"${name}" is no image of a pass; wanted is NAME.png, NAME@2x.png or NAME@3x.png with NAME one of ${known}`,
      )
    }
    if (!isPng(bytes)) throw new ValuesError('values/image-invalid', `${name} is not a PNG file; convert it to PNG`)
    files.set(name, copyBytes(bytes))
    slots.add(slot.slot)
  }
  return { files, slots }
}

const takes = (slots: ReadonlySet<string>, path: string): boolean => {
  const slot = imageSlotOf(localizedPath(path)?.name ?? path)
  return slot !== undefined && slots.has(slot.slot)
}

/**
 * The files of a template without the images of some slots. A record's image replaces its slot whole, in every scale
 * and language: a device would go on showing the template's @3x beside the record's @1x.
 */
export const withoutSlots = (
  files: ReadonlyMap<string, Bytes>,
  slots: ReadonlySet<string>,
): ReadonlyMap<string, Bytes> => new Map([...files].filter(([path]) => !takes(slots, path)))
