/** Passes that are texts: what takes the place of `buildPass` where thousands of runs would sign for minutes. */
import { type Bytes, utf8 } from '../../lib/core/bytes.ts'

/** Builds a pass that is the text which it was filled with. Unlike what signs, it ends within microtasks. */
export const buildPassOfText = (filled: unknown): Promise<{ readonly bytes: Bytes }> =>
  Promise.resolve({ bytes: utf8(String(filled)) })
