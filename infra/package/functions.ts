/** The functions of the service: one file each in `functions/`. */

/** Their names, which are those of their files. */
export const functionNames = [
  'api',
  'wallet',
  'download',
  'page',
  'changes',
  'build',
  'notify',
  'ingest',
  'rollout',
  'schedule',
] as const

/** The name of a function. */
export type FunctionName = (typeof functionNames)[number]
