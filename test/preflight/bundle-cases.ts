/** The examples for the rules on bundles. */
import type { Bytes } from '../../lib/core/bytes.ts'
import { inspect } from '../../lib/core/index.ts'
import { bundleFindings } from '../../lib/core/inspection/bundle.ts'
import { aZip } from '../builders/zip.ts'
import type { RuleCase } from './case.ts'
import { finishedPass } from './finished-pass.ts'

const pass = finishedPass()

const bundleOf = async (files: Readonly<Record<string, Bytes | undefined>>) => {
  const entries = Object.entries(files)
  const bytes = aZip(await Promise.all(entries.map(async ([name, data]) => ({ name, data: data ?? (await pass) }))))
  return (await inspect(bytes, { trust: 'apple' })).findings
}

const passes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${index}.pkpass`, undefined]))

const broken = Uint8Array.of(1, 2, 3)

/** The examples. */
export const bundleCases: readonly RuleCase[] = [
  {
    rule: 12,
    says: 'eleven passes',
    code: 'bundle-pass-count',
    severity: 'error',
    path: '',
    broken: () => bundleOf(passes(11)),
    twin: () => bundleOf(passes(10)),
  },
  {
    rule: 12,
    says: 'more than 150 MB',
    code: 'bundle-too-large',
    severity: 'error',
    path: '',
    broken: () => bundleFindings(['a.pkpass'], 150_000_001),
    twin: () => bundleFindings(['a.pkpass'], 150_000_000),
  },
  {
    rule: 12,
    says: 'something that is no pass',
    code: 'bundle-entry-unwanted',
    severity: 'error',
    path: 'read me.txt',
    broken: () => bundleOf({ 'a.pkpass': undefined, 'read me.txt': broken }),
    twin: () => bundleOf({ 'a.pkpass': undefined }),
  },
  {
    rule: 12,
    says: 'a pass in a folder',
    code: 'bundle-entry-unwanted',
    severity: 'error',
    path: 'more/b.pkpass',
    broken: () => bundleOf({ 'a.pkpass': undefined, 'more/b.pkpass': undefined }),
    twin: () => bundleOf({ 'a.pkpass': undefined, 'b.pkpass': undefined }),
  },
  {
    rule: 12,
    says: 'a pass that is no archive',
    code: 'bundle-pass-unreadable',
    severity: 'error',
    path: 'b.pkpass',
    broken: () => bundleOf({ 'a.pkpass': undefined, 'b.pkpass': broken }),
    twin: () => bundleOf({ 'a.pkpass': undefined, 'b.pkpass': undefined }),
  },
  {
    rule: 0,
    says: 'what an operating system left there',
    code: 'bundle-junk',
    severity: 'warning',
    path: '.DS_Store',
    broken: () => bundleOf({ 'a.pkpass': undefined, '.DS_Store': broken }),
    twin: () => bundleOf({ 'a.pkpass': undefined }),
  },
  {
    rule: 0,
    says: 'the same pass twice',
    code: 'bundle-same-pass',
    severity: 'warning',
    path: 'b.pkpass',
    broken: () => bundleOf({ 'a.pkpass': undefined, 'b.pkpass': undefined }),
    twin: async () =>
      bundleOf({ 'a.pkpass': undefined, 'b.pkpass': await finishedPass({ pass: { serialNumber: 'B-2' } }) }),
  },
]
