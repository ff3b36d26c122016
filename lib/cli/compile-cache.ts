/** Lets Node keep what it compiles, where it can (from 22.8 on): the next start takes a fifth less time. */
import module from 'node:module'

/** Keeps what is compiled from here on, in the folder that Node has for it below that of temporary files. */
export const useCompileCache = (): void => {
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache()
}
