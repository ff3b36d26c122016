/**
 * Node's files for the contenders' processes. Not imported: as an ES module `node:fs` draws in streams and more, which takes
 * several milliseconds of a first pass.
 */
export const { readdirSync, readFileSync, writeFileSync } = process.getBuiltinModule('node:fs')
