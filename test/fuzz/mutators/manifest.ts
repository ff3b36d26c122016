/** Changes of manifests: names and digests. */
import { type Bytes, utf8 } from '../../../lib/core/bytes.ts'
import type { Chance } from '../chance.ts'
import { mutateJson } from './json.ts'

const names = [
  'manifest.json',
  'signature',
  '../pass.json',
  '/etc/passwd',
  '__proto__',
  'constructor',
  '',
  'a'.repeat(5000),
  'en.lproj\\pass.strings',
  'Pass.json',
  'icon.png ',
] as const

const digests: readonly unknown[] = [
  '',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  'DA39A3EE5E6B4B0D3255BFEF95601890AFD80709',
  'x',
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  null,
  1,
  [],
  {},
]

const change = (lines: Record<string, unknown>, chance: Chance): void => {
  const name = chance.any(Object.keys(lines)) ?? ''
  switch (chance.below(4)) {
    case 0:
      delete lines[name]
      return
    case 1:
      lines[chance.any(names) ?? ''] = chance.any(digests)
      return
    case 2:
      for (let index = 0; index < 2000; index++) lines[`${name}${index}`] = chance.any(digests)
      return
    default:
      lines[name] = chance.any(digests)
  }
}

/** A manifest that lists other files or other digests. */
export const mutateManifest = (bytes: Uint8Array, chance: Chance): Bytes => {
  if (chance.oneIn(4)) return mutateJson(bytes, chance)
  try {
    const lines: Record<string, unknown> = { ...JSON.parse(new TextDecoder().decode(bytes)) }
    for (let count = 1 + chance.below(3); count > 0; count--) change(lines, chance)
    return utf8(JSON.stringify(lines))
  } catch {
    return mutateJson(bytes, chance)
  }
}
