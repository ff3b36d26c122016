/** The figures of the sample templates' passes, told before signing, beside those of the signed ones. */
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { readFolder } from '../lib/cli/read-path.ts'
import { buildPass } from '../lib/core/build.ts'
import { contentsOf } from '../lib/core/contents.ts'
import { compileTemplate } from '../lib/core/template/compile.ts'
import { aSigner } from './builders/signer.ts'

const names = ['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card']

it.each(names)('the size of a %s is bounded from above, by less than 4 KB', async (name) => {
  const template = await compileTemplate(
    await readFolder(fileURLToPath(new URL(`../infra/templates/${name}`, import.meta.url))),
  )
  const { passTypeIdentifier, teamIdentifier, sample } = template.settings
  const { signer } = await aSigner({ passTypeIdentifier, teamIdentifier, nfc: true })
  const webService = { url: 'https://example.com/wallet', authenticationToken: 'x'.repeat(62) }
  const filled = template.fill(sample, { webService, voided: true })
  const { bytes } = await buildPass(filled, signer, { signingTime: new Date('2026-11-21T10:20:00Z') })
  const contents = await contentsOf(filled)
  expect(contents.bytes).toBeGreaterThanOrEqual(bytes.length)
  expect(contents.bytes - bytes.length).toBeLessThan(4096)
})
