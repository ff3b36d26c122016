/** Where links are, as routes. */

/** A link, and each pass of an order. */
export const linkPaths = ['/p/:token', '/p/:token/:place{(?:10|[1-9])}'] as const
