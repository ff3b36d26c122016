/**
 * Why devices complain: what each cause means, what to do about it, and by which words of a log line it is known. The
 * words are those of lines that devices have sent; Apple documents none of them, and they vary between versions of iOS.
 *
 * @see https://developer.apple.com/documentation/walletpasses/log-a-message
 */

/** What a device was doing. */
export type DeviceTask = 'register' | 'unregister' | 'list' | 'fetch' | 'personalize'

interface CauseRow {
  /** What went wrong, as a sentence. */
  readonly what: string
  /** What to do about it. */
  readonly remedy: string
  /** Words of the complaint, without the task before it. Matches in a time that grows with the length of the line only. */
  readonly words?: RegExp
  /** Only while the device was doing this. */
  readonly task?: DeviceTask
}

const unauthorized = /authenticat|unauthori[sz]ed|not authori[sz]ed|forbidden|response code:? ?40[13]\b/i

const causes = {
  'list-demands-token': {
    what: 'Your list call demanded a token: devices send none when they ask what has changed.',
    remedy: 'let GET …/registrations/… through without Authorization, in whatever stands before the service as well',
    words: unauthorized,
    task: 'list',
  },
  'register-unauthorized': {
    what: 'A device was not allowed to register the pass: it holds another authentication token than the record.',
    remedy: 'look whether the pass was erased and issued anew, or comes from a system that it was not adopted from',
    words: unauthorized,
    task: 'register',
  },
  'unregister-unauthorized': {
    what: 'A device was not allowed to end a registration: it holds another authentication token than the record.',
    remedy: 'look whether the pass was erased and issued anew; a push to the device then ends the registration',
    words: unauthorized,
    task: 'unregister',
  },
  'fetch-unauthorized': {
    what: 'A device was not allowed to fetch the pass: it holds another authentication token than the record.',
    remedy: 'look whether the pass was erased and issued anew; whoever holds the old one has to add the new one',
    words: unauthorized,
    task: 'fetch',
  },
  'personalize-unauthorized': {
    what: 'A device was not allowed to personalize the pass.',
    remedy: 'look whether somebody else has personalized the pass: each is for one person',
    words: unauthorized,
    task: 'personalize',
  },
  'tag-unchanged': {
    what: 'The list named passes, but its lastUpdated was the tag that the device had sent.',
    remedy: 'answer with a new tag whenever passes are named; look for a cache before the service',
    words: /lastupdated|remained the same/i,
  },
  'condition-ignored': {
    what: 'The whole pass was sent although the device had it: If-Modified-Since was not heeded.',
    remedy: 'look whether something before the service drops If-Modified-Since, or answers from a cache',
    words: /ignored the .{0,8}if-modified-since/i,
  },
  'last-modified-missing': {
    what: 'The pass was sent without Last-Modified, so that the device cannot tell which version it has.',
    remedy: 'look whether something before the service drops Last-Modified',
    words: /last-modified.{0,8} header|not provide a .{0,8}last-modified/i,
  },
  'pass-unchanged': {
    what: 'The list named the pass as changed, but the device had that version already.',
    remedy: 'harmless once, after a restore or a lost answer; if it goes on, look for a cache before the service',
    words: /pass was unchanged|was not changed/i,
  },
  'serial-number-not-registered': {
    what: 'The list named a pass that the device does not hold any more.',
    remedy: 'harmless while a pass is being deleted: the device ends its registration soon',
    words: /unregistered serial|not registered/i,
  },
  'nothing-to-fetch': {
    what: 'The device was woken by a push, but nothing had changed.',
    remedy: 'push only after a change; harmless when two pushes overtook each other',
    words: /no (?:serial numbers|passes|updates)|nothing (?:to|has|was)/i,
  },
  'token-signature-refused': {
    what: 'The device did not accept the signature of the personalization token.',
    remedy: 'look at the signer with passwright check --signer: it has to be the one that signed the pass',
    words: /signature|could not be verified|not verif/i,
    task: 'personalize',
  },
  'pass-unreadable': {
    what: 'The device could not read the pass that it was sent.',
    remedy: 'get the file of the pass and look at it with passwright check',
    words: /invalid pass data|pass cannot be read|error reading pass|signature|manifest/i,
  },
  'response-malformed': {
    what: 'The device could not make sense of an answer.',
    remedy: 'look whether something before the service changes bodies: bytes as text, pages of its own',
    words: /malformed|missing response|could ?n[o']t (?:be )?(?:parse|read|decode)|unable to parse|invalid json/i,
  },
  'endpoint-missing': {
    what: 'There was nothing at the address that the device asked.',
    remedy: 'look whether webServiceURL of the pass leads to this service, and all of /wallet/v1 is routed to it',
    words: /response code:? ?(?:404|405|410|501)\b/i,
  },
  'server-failed': {
    what: 'The service failed, or was too busy.',
    remedy: 'look at the errors and the throttling of the service at that time; the device tries again',
    words: /response code:? ?(?:429|5\d\d)\b/i,
  },
  'response-unexpected': {
    what: 'The device got an answer with a status that it does not expect.',
    remedy: 'look at what stands before the service: redirects and pages of a firewall have such statuses',
    words: /unexpected (?:response|status)|response code/i,
  },
  'connection-insecure': {
    what: 'The device could not make a secure connection.',
    remedy: 'look at the TLS certificate of the domain, with all intermediates, and at TLS 1.2 or later',
    words: /\b(?:ssl|tls)\b|secure connection|certificate/i,
  },
  'connection-failed': {
    what: 'The device did not reach the service, or waited too long.',
    remedy: 'nothing, while it happens now and then: the device was off line; else look at domain, DNS and run times',
    words: /timed? ?out|offline|network|internet|connect|hostname|\bdns\b|could not be found|cancell?ed/i,
  },
  unknown: {
    what: 'The device complained of something that is not known here.',
    remedy: 'read the message',
  },
} as const satisfies Readonly<Record<string, CauseRow>>

/** The code of a cause. */
export type DeviceLogCause = keyof typeof causes

/** Every cause by its code, those that are known by more special words first; `unknown` comes last. */
export const deviceLogCauses: Readonly<Record<DeviceLogCause, CauseRow>> = causes

const isCause = (code: string): code is DeviceLogCause => Object.hasOwn(causes, code)

const known: readonly (readonly [DeviceLogCause, CauseRow])[] = Object.entries(deviceLogCauses).flatMap(
  ([code, row]) => (isCause(code) ? [[code, row] as const] : []),
)

/** The cause of a complaint. */
export const causeOf = (complaint: string, task: DeviceTask | undefined): DeviceLogCause => {
  const found = known.find(([, row]) => (row.task ?? task) === task && row.words?.test(complaint))
  return found?.[0] ?? 'unknown'
}
