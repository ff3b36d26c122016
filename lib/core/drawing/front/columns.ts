/** Columns: how fields that stand side by side share the width of their row. */
import type { Box } from '../scene.ts'

/**
 * Who wants more than an equal share gets what the others leave, so that short fields stay whole beside long ones.
 */
const fairShares = (wanted: readonly number[], width: number): readonly number[] => {
  const shares = new Array<number>(wanted.length).fill(0)
  const byWish = wanted.map((wish, index) => ({ wish, index })).toSorted((one, other) => one.wish - other.wish)
  let left = width
  for (const [done, { wish, index }] of byWish.entries()) {
    const share = Math.min(wish, left / (byWish.length - done))
    shares[index] = share
    left -= share
  }
  return shares
}

/**
 * The columns of a row, in order. If all have the room that they want, what is left is shared by all but the last; if not,
 * the longest give way.
 *
 * @param wanted the width of each, in points
 * @param gap between two columns
 */
export const columnsOf = (wanted: readonly number[], row: Box, gap: number, rightToLeft: boolean): readonly Box[] => {
  const room = Math.max(row.width - gap * (wanted.length - 1), 0)
  const shares = fairShares(wanted, room)
  const spare = Math.max(room - shares.reduce((sum, share) => sum + share, 0), 0)
  const extra = spare / Math.max(wanted.length, 1)
  let at = 0
  return shares.map((share) => {
    const width = share + extra
    const x = rightToLeft ? row.x + row.width - at - width : row.x + at
    at += width + gap
    return { x, y: row.y, width, height: row.height }
  })
}
