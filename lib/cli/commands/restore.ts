/** The commands of a restore, loaded together. */
export { restoreCopy } from './restore-copy.ts'
export { restoreFinish } from './restore-finish.ts'
