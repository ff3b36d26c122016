/** Addresses of the machine itself: good for trying out, and never reached from elsewhere. */

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/

/** Whether a host, as it stands in a parsed URL, is the machine itself. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname)
