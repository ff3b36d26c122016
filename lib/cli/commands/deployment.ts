/** The commands that work on a deployment, loaded together. */
export { keysCreate, keysList, keysRevoke } from './keys.ts'
export { signerUpload } from './signer-upload.ts'
