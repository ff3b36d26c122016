/** Every answer to "why did it not update?", in the order of a version's way to the phone: what it means, and what to do. */

interface WhyRow {
  /** What it means, whatever the pass. */
  readonly what: string
  readonly todo: string
}

const rows = {
  'pass-unknown': {
    what: 'There is no such pass.',
    todo: 'look at the pass type and the serial number; a phone that holds such a pass has it from somewhere else',
  },
  'pass-erased': {
    what: 'The pass was erased.',
    todo: 'issue it anew if that was a mistake; who holds the old one has to add the new one',
  },
  'registration-refused': {
    what: 'No phone is registered, because requests to register were refused: 401.',
    todo: 'look whether something before the service drops Authorization, and whether the pass was erased and issued anew',
  },
  'not-registered': {
    what: 'No phone holds the pass and asks for updates.',
    todo: 'add the pass to a phone; on a phone that has it, switch automatic updates of the pass on',
  },
  'never-changed': {
    what: 'The pass is as it was issued: there is no newer version.',
    todo: 'change its record; if you did, look among the parked events, and at what your system sent',
  },
  'signer-broken': {
    what: 'Nothing of this pass type can be signed.',
    todo: 'put a good certificate in: passwright signer renew, or signer upload where there is none yet; what waits is built by itself then',
  },
  'build-parked': {
    what: 'The version could not be built, and was put aside.',
    todo: 'mend what the code names (passwright explain CODE) and change the pass; it is also tried again by itself',
  },
  'build-waiting': {
    what: 'The version waits to be built.',
    todo: 'wait for a minute; then look at the queue of builds, its dead letters, and the errors of the function build',
  },
  'build-forgotten': {
    what: 'The version was not built, and nothing is going to build it.',
    todo: 'change the pass once more; any change will do',
  },
  'not-marked': {
    what: 'The version was not announced to the device.',
    todo: 'wait for a minute; then look at the queue of builds, its dead letters, and the errors of the function build',
  },
  'push-held': {
    what: 'Pushes of this pass type are held: the push service takes none.',
    todo: 'look at the certificate of the pass type (passwright signer check); what waits is pushed by itself then',
  },
  'push-not-sent': {
    what: 'The device was never pushed to for this version.',
    todo: 'wait for a minute; then look at the queue of notifications, its dead letters, and the errors of the function notify',
  },
  'push-delayed': {
    what: 'The push service put the push off, or did not answer.',
    todo: 'nothing: it is tried again by itself, up to every 15 minutes; if it goes on, look at the state of APNs',
  },
  'push-refused': {
    what: 'The push service refused the push for good.',
    todo: 'look the reason up in what Apple says of APNs; the next change is pushed again',
  },
  'push-token-gone': {
    what: 'The push service says that the push token is no longer one of this pass type.',
    todo: 'if it is so for many, look at the certificate and the address of APNs; else the phone registers anew by itself',
  },
  'not-asked': {
    what: 'The push was taken, but the device has not asked what has changed.',
    todo: 'see that the phone is on line; pull the pass down in Wallet to make it ask; let the list through without Authorization',
  },
  'steps-expired': {
    what: 'The version is older than what is kept of its way.',
    todo: 'change the pass, and follow that version',
  },
  'list-without-pass': {
    what: 'The device asked what has changed, and was told of other passes but not of this one.',
    todo: 'look for a cache or proxy that changes passesUpdatedSince; pull the pass down in Wallet after the next change',
  },
  'tag-wrong': {
    what: 'The device was told that nothing has changed: its tag is one that it was never given.',
    todo: 'look for a cache or proxy that changes passesUpdatedSince or lastUpdated; remove the pass and add it again',
  },
  'fetch-refused': {
    what: 'The device was told of the change, but its request for the pass was refused: 401.',
    todo: 'look whether something before the service drops Authorization, and whether the pass was erased and issued anew',
  },
  'date-wrong': {
    what: 'The device was told of the change, but it claims to have the latest: 304.',
    todo: 'look for a cache or proxy that changes Last-Modified or If-Modified-Since; the next change is sent again',
  },
  'not-fetched': {
    what: 'The device was told of the change, and did not fetch the pass.',
    todo: 'look at the errors of the function wallet at that time, and at what the device logged; the next change is sent again',
  },
  'change-without-effect': {
    what: 'The last change left the pass as it was: no new version.',
    todo: 'change a value that the template shows; a value that it does not use changes nothing',
  },
  'steps-not-kept': {
    what: 'The pass is for many: what single devices did is not kept.',
    todo: 'look at one device with --device, as far as it is known, and at the figures of pushes',
  },
  'nothing-shown': {
    what: 'The pass was updated on the phone, but nothing shows on the lock screen.',
    todo: 'give the field a changeMessage with %@ in the template, publish it, and roll it out',
  },
  'up-to-date': {
    what: 'The newest version has come to the phone.',
    todo: 'nothing; notifications of a pass may be switched off on the phone',
  },
} as const satisfies Readonly<Record<string, WhyRow>>

/** The code of an answer. */
export type WhyCode = keyof typeof rows

/** Every answer by its code, in the order of the steps. */
export const whyCodes: Readonly<Record<WhyCode, WhyRow>> = rows
