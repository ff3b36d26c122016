/** The functions of the service: one file each in `functions/`. */

/** Their names, which are those of their files. */
export const functionNames = ['api', 'wallet', 'download', 'changes', 'build', 'schedule'] as const

/** The name of a function. */
export type FunctionName = (typeof functionNames)[number]
