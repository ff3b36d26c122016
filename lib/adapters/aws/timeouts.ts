/** How long an answer of AWS may take, in milliseconds. The SDK waits for ever by itself, a function not longer than its limit. */

/** For the answer to begin, and for each of its parts. */
const within = (limit: number) => ({
  connectionTimeout: 2000,
  requestTimeout: limit,
  throwOnRequestTimeout: true,
  socketTimeout: limit,
})

/** Options of the clients' HTTP, by what they carry. */
export const timeouts = {
  database: within(5000),
  messages: within(5000),
  secrets: within(5000),
  /** Up to 32 MB. */
  files: within(20_000),
} as const
