/** Who takes part: how each is bundled, and where it cannot run. */

/** The name of a contender in reports. */
export type ContenderName = 'bare' | 'passwright' | 'passkit-generator' | 'pass-js'

/** One contender. */
export interface Contender {
  readonly name: ContenderName
  /** Lines of a module in the folder `peers` that define `start`. */
  readonly entry: readonly string[]
  /** The npm package, for peers; installed in the folder `peers`. */
  readonly peer?: string
  /** The oldest Node that it runs on, as major and minor version. */
  readonly needsNode?: readonly [number, number]
  /** Whether CommonJS in its bundle asks for Node's own modules. */
  readonly needsRequire?: boolean
}

/** Bare signing: what the others are compared with. */
export const yardstick: Contender = { name: 'bare', entry: ["import { start } from '../contenders/bare.ts'"] }

/** All that make passes. */
export const passMakers: readonly Contender[] = [
  { name: 'passwright', entry: ["import { start } from '../contenders/passwright.ts'"] },
  {
    name: 'passkit-generator',
    peer: 'passkit-generator',
    entry: [
      "import { PKPass } from 'passkit-generator'",
      "import { startWith } from '../contenders/passkit-generator.ts'",
      'const start = startWith({ PKPass })',
    ],
    needsRequire: true,
  },
  {
    name: 'pass-js',
    peer: '@walletpass/pass-js',
    entry: [
      "import { Template } from '@walletpass/pass-js'",
      "import { startWith } from '../contenders/pass-js.ts'",
      'const start = startWith({ Template })',
    ],
    needsNode: [24, 12],
  },
]
