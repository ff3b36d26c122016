/** Files that operating systems leave in folders and archives, and that are no part of any pass. */

const junk = /(?:^|\/)(?:__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$)/i

/** Whether a path is such a file: `.DS_Store`, `._icon.png`, all of `__MACOSX`, `Thumbs.db`, and hidden files. */
export const isJunk = (path: string): boolean => junk.test(path)
