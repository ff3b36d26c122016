/** Times as they are sent: RFC 3339, in UTC. */

/** Milliseconds since 1970. */
export const moment = (milliseconds: number): string => new Date(milliseconds).toISOString()

/** Whole seconds since 1970. */
export const momentOfSeconds = (seconds: number): string => moment(seconds * 1000)
