/** The commands that work on a deployment, loaded together. */
export { keysCreate, keysList, keysRevoke } from './keys.ts'
export { keysRetire } from './keys-retire.ts'
export { keysRotate } from './keys-rotate.ts'
export { keysShow } from './keys-show.ts'
export { signerRenew } from './signer-renew.ts'
export { signerRollback } from './signer-rollback.ts'
export { signerUpload } from './signer-upload.ts'
