/** The commands that look at what there is, loaded together: few files start sooner than many. */
export { bundle } from './bundle.ts'
export { check } from './check.ts'
export { inspectPass } from './inspect.ts'
export { verify } from './verify.ts'
