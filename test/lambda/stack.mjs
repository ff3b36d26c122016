/** Starts `stack.ts`. Plain JavaScript: from here on TypeScript can be read, in whichever folder this runs. */
import { register } from 'tsx/esm/api'

register()
await import('./stack.ts')
