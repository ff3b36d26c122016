/** Apple's protocol, checked from outside by the command that anybody may use. */

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { ConformanceReport } from '../../lib/device/conformance/run.ts'
import { passwright } from '../builders/passwright.ts'
import { aPass, fileOf } from './a-pass.ts'
import type { Deployment } from './deployment.ts'
import { aForm } from './personalized.ts'
import { type Proof, proof } from './proof.ts'

/** Gives the pass another name each time. */
const change = `
const { API, KEY } = process.env
const headers = { authorization: 'Bearer ' + KEY, 'content-type': 'application/merge-patch+json' }
const body = JSON.stringify({ values: { name: 'At ' + Date.now() } })
const { ok } = await fetch(API, { method: 'PATCH', headers, body })
process.exitCode = ok ? 0 : 1
`

const conforms = async (deployment: Deployment): Promise<void> => {
  const { folder, rootFile, baseUrl, key } = deployment
  const write = (name: string, bytes: Uint8Array | string): string => {
    writeFileSync(join(folder, name), bytes)
    return name
  }
  const [issued, other] = [await aPass(deployment), await aPass(deployment)]
  const { pass: form } = await aForm(deployment)
  const files = {
    pass: write('conforming.pkpass', await fileOf(deployment, issued.path)),
    other: write('other.pkpass', await fileOf(deployment, other.path)),
    personalizable: write('personalizable.pkpass', form.bytes),
    change: `"${process.execPath}" ${write('change.mjs', change)}`,
    root: rootFile,
  }
  const options = Object.entries(files).flatMap(([name, value]) => [`--${name}`, value])
  const env = { API: `${baseUrl}/api/v1${issued.path}`, KEY: key }
  const { code, stdout, stderr } = await passwright(folder, ['device', 'conformance', ...options, '--json'], env)
  expect(stderr).toBe('')
  const { results, leftBehind }: ConformanceReport = JSON.parse(stdout)
  expect(results.filter(({ outcome }) => outcome === 'failed')).toEqual([])
  // What is pushed cannot be seen from outside.
  const skipped = results.filter(({ outcome }) => outcome === 'skipped').map(({ check }) => check)
  expect(skipped).toEqual(['push-current-tokens', 'push-no-former-tokens'])
  expect([leftBehind, code]).toEqual([0, 0])
}

/** What the command finds. */
export const conformance: readonly Proof[] = [proof('passes every check of passwright device conformance', conforms)]
