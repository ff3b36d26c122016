/**
 * passkit-generator in its quickest documented way: a "buffer model", files in memory, with a fresh `pass.json` for each
 * pass. (Cloning a ready model by `PKPass.from` copies all images and reads `pass.json` anew as well.) It takes
 * certificates and key as PEM only and reads them for each pass.
 */
import type { Start } from '../worker/contestant.ts'
import { freshPass } from './fresh-pass.ts'

/** What we use of the library. Its own types are not there before it is installed. */
export interface Library {
  readonly PKPass: new (
    files: Readonly<Record<string, Buffer>>,
    certificates: { readonly wwdr: string; readonly signerCert: string; readonly signerKey: string },
  ) => { readonly getAsBuffer: () => Buffer }
}

/** Takes the library as an argument: the bundle's entry imports it. */
export const startWith =
  ({ PKPass }: Library): Start =>
  (setup) => {
    const certificates = {
      wwdr: setup.pem('intermediate'),
      signerCert: setup.pem('certificate'),
      signerKey: setup.pem('key'),
    }
    const model = setup.model()
    const passOf = freshPass(setup, model)
    const files = Object.fromEntries(model)
    return (order) => {
      const passJson = Buffer.from(JSON.stringify(passOf(order)))
      return new PKPass({ ...files, 'pass.json': passJson }, certificates).getAsBuffer()
    }
  }
