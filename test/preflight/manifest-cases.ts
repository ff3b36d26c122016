/** The examples for the rules on archive and manifest. */
import { utf8 } from '../../lib/core/bytes.ts'
import { verifyPass } from '../../lib/core/index.ts'
import type { RuleCase } from './case.ts'
import { finishedPass } from './finished-pass.ts'
import { finishedRows } from './finished-rows.ts'

const verified = async (bytes: Uint8Array) => {
  const { checks } = await verifyPass(bytes, { trust: 'apple' })
  return checks.flatMap(({ findings }) => findings)
}

const archives: readonly RuleCase[] = [
  {
    rule: 1,
    says: 'a page of a server instead of an archive',
    code: 'archive-not-zip',
    severity: 'error',
    path: '',
    broken: () => verified(utf8('<!doctype html><title>Not found</title>')),
    twin: async () => verified(await finishedPass()),
  },
]

const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

/** The examples. */
export const manifestCases: readonly RuleCase[] = [
  ...archives,
  ...finishedRows([
    { rule: 1, code: 'archive-wrapped', says: 'a folder around the files', path: '', broken: { folder: 'Card.pass/' } },
    {
      rule: 2,
      code: 'file-missing',
      says: 'no pass.json',
      path: 'pass.json',
      broken: { files: { 'pass.json': undefined } },
    },
    {
      rule: 2,
      code: 'json-invalid',
      says: 'a pass.json that is cut off',
      path: 'pass.json',
      broken: { files: { 'pass.json': '{"formatVersion": 1' } },
    },
    { rule: 2, code: 'json-not-object', says: 'an array', path: 'pass.json', broken: { files: { 'pass.json': '[]' } } },
    {
      rule: 3,
      code: 'file-missing',
      says: 'no manifest',
      path: 'manifest.json',
      broken: { after: { 'manifest.json': undefined } },
    },
    {
      rule: 3,
      code: 'json-not-object',
      says: 'a manifest that is a list',
      path: 'manifest.json',
      broken: { manifest: (lines) => Object.keys(lines) },
    },
    {
      rule: 3,
      code: 'json-invalid',
      says: 'a manifest that is no JSON',
      path: 'manifest.json',
      broken: { manifest: () => 'icon.png = da39a3ee5e6b4b0d3255bfef95601890afd80709' },
    },
    {
      rule: 4,
      code: 'manifest-entry-missing',
      says: 'a file that was added later',
      path: 'logo.png',
      broken: { after: { 'logo.png': 'x' } },
      twin: { files: { 'logo.png': 'x' } },
    },
    {
      rule: 4,
      code: 'manifest-entry-missing',
      says: 'what an operating system added',
      path: '.DS_Store',
      broken: { after: { '.DS_Store': 'x' } },
      twin: { files: { '.DS_Store': 'x' } },
    },
    {
      rule: 4,
      code: 'manifest-entry-missing',
      says: 'a manifest below the root, which is a file as any other',
      path: 'en.lproj/manifest.json',
      broken: { after: { 'en.lproj/manifest.json': '{}' } },
      twin: { files: { 'en.lproj/manifest.json': '{}' } },
    },
    {
      rule: 5,
      code: 'manifest-file-missing',
      says: 'a line without a file',
      path: 'icon@3x.png',
      broken: { after: { 'icon@3x.png': undefined } },
      twin: { files: { 'icon@3x.png': undefined } },
    },
    {
      rule: 6,
      code: 'manifest-digest-wrong',
      says: 'a file that was changed later',
      path: 'pass.json',
      broken: { after: { 'pass.json': '{}' } },
      twin: {
        manifest: (lines) =>
          Object.fromEntries(Object.entries(lines).map(([path, line]) => [path, line.toUpperCase()])),
      },
    },
    {
      rule: 6,
      code: 'manifest-digest-invalid',
      says: 'SHA-256',
      path: 'icon.png',
      broken: { manifest: (lines) => ({ ...lines, 'icon.png': sha256 }) },
    },
    {
      rule: 6,
      code: 'manifest-digest-invalid',
      says: 'base64',
      path: 'icon.png',
      broken: { manifest: (lines) => ({ ...lines, 'icon.png': '2jmj7l5rSw0yVb/vlWAYkK/YBwk=' }) },
    },
    {
      rule: 6,
      code: 'manifest-digest-invalid',
      says: 'a number',
      path: 'icon.png',
      broken: { manifest: (lines) => ({ ...lines, 'icon.png': 7 }) },
    },
    {
      rule: 7,
      code: 'manifest-lists-itself',
      says: 'a line for itself',
      path: 'manifest.json',
      broken: { manifest: (lines) => ({ ...lines, 'manifest.json': '0'.repeat(40) }) },
    },
    {
      rule: 7,
      code: 'manifest-lists-itself',
      says: 'a line for the signature',
      path: 'signature',
      broken: { manifest: (lines) => ({ ...lines, signature: '0'.repeat(40) }) },
    },
    {
      rule: 0,
      code: 'json-duplicate-name',
      severity: 'warning',
      says: 'a file that the manifest lists twice',
      path: 'manifest.json',
      broken: { manifest: (lines) => JSON.stringify(lines).replace('{', '{"icon.png": "0",') },
    },
    {
      rule: 0,
      code: 'pass-file-refused',
      severity: 'warning',
      says: 'a private key that was packed along',
      path: 'keys/pass.pem',
      broken: { files: { 'keys/pass.pem': 'x' } },
      twin: { files: { 'keys/pass.txt': 'x' } },
    },
  ]),
]
