/** Lanes: what a rollout changes gives way to what changes by itself. */

/** Which of the two queues of builds. */
export type Lane = 'live' | 'rollout'
