/** Passwright: signer and template are loaded once; each pass is filled, checked, signed and packed. */
import { buildPass, compileTemplate, loadSigner } from '../../../lib/core/index.ts'
import type { Start } from '../worker/contestant.ts'

/** Loads signer and template; each pass gets the time at which it is made. */
export const start: Start = async (setup) => {
  const signer = await loadSigner({
    certificate: setup.pem('certificate'),
    key: setup.pem('key'),
    intermediate: setup.pem('intermediate'),
  })
  const template = await compileTemplate(setup.template())
  return async ({ serialNumber, values }) => {
    const filled = template.fill({ serialNumber, ...values })
    const { bytes } = await buildPass(filled, signer, { signingTime: new Date() })
    return bytes
  }
}
