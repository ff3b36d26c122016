/** The commands that make passes, templates and signers, loaded together: they share the large libraries. */
export { build } from './build.ts'
export { sign } from './sign.ts'
export { signerNew } from './signer-new.ts'
export { templateNew } from './template-new.ts'
