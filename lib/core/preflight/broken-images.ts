/** Images of a package that no device can draw. */
import type { Bytes } from '../bytes.ts'
import { isPng } from '../format/png.ts'
import type { FilledPass } from '../template/filled-pass.ts'

const imageName = /\.png$/i

const brokenAmong = (files: ReadonlyMap<string, Bytes>): readonly string[] => {
  const broken: string[] = []
  for (const [path, bytes] of files) if (imageName.test(path) && !isPng(bytes)) broken.push(path)
  return broken
}

// Files that many passes share are looked at once; a template that is dropped takes its entry along.
const brokenShared = new WeakMap<ReadonlyMap<string, Bytes>, readonly string[]>()

/** The paths of all files that are called PNG and are none. */
export const brokenImages = ({ shared, own }: FilledPass): readonly string[] => {
  const known = brokenShared.get(shared) ?? brokenAmong(shared)
  brokenShared.set(shared, known)
  return [...known, ...brokenAmong(own)]
}
