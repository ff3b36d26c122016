/** Addresses of the machine itself, and others that nobody can listen at. */

const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/

/** Whether a host, as it stands in a parsed URL, is the machine itself. */
export const isLoopback = (hostname: string): boolean => loopback.test(hostname)

/** Whether nobody can listen on the way to an address: it is https, or on the machine itself. */
export const isPrivateWay = ({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): boolean =>
  protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname))
