/** JSON pointers (RFC 6901), the way findings say where. */

/** The pointer of a member or an element of what `parent` points to. */
export const pointerTo = (parent: string, key: string | number): string =>
  typeof key === 'number' ? `${parent}/${key}` : `${parent}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
