/** The gallery's own addresses. */

/** Where they begin: a path without a slash at its end. */
export const galleryBase = '/-/gallery'
