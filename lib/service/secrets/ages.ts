/** How long keys and signers are kept before they are read anew, and what follows from it for a new one. In milliseconds. */

const minute = 60 * 1000

/** What was stored so long ago is known to all who run. */
export const secretsAge = 15 * minute

/** How long a new key verifies before it signs: twice the age, so that nobody meets a key that he cannot know. */
export const settlingTime = 2 * secretsAge
