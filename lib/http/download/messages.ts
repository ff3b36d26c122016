/** What customers are told when a link does not lead to a pass. */

/** A title and a sentence. */
export interface Message {
  readonly title: string
  readonly sentence: string
}

const gone: Message = {
  title: 'This pass is no longer available',
  sentence: 'The link no longer leads to a pass. Ask whoever sent it to you for a new one.',
}

const later: Message = {
  title: 'Please try again',
  sentence: 'Your pass cannot be fetched right now. Please try again in a few minutes.',
}

const notNow: Message = {
  title: 'This pass cannot be made right now',
  sentence: 'Whoever sent you the link has something to put right first. Please try again tomorrow, or ask them.',
}

const messages: ReadonlyMap<string, Message> = new Map([
  [
    'link/forged',
    {
      title: 'This link is not complete',
      sentence: 'Open the link again as it was sent to you, with every character.',
    },
  ],
  ['link/expired', { title: 'This link has expired', sentence: 'Ask whoever sent it to you for a new one.' }],
  ['link/revoked', gone],
  ['pass/erased', gone],
  ['pass/not-found', gone],
  ['signer/missing', notNow],
  ['signer/unusable', notNow],
  ['request/not-found', { title: 'There is nothing here', sentence: 'Open the link again as it was sent to you.' }],
  ['request/method-not-allowed', { title: 'Not like this', sentence: 'Open the link in a browser.' }],
])

/** The message of a code of a problem. */
export const messageOf = (code: string): Message => messages.get(code) ?? later
