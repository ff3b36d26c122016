/** How each service refuses. */

/** An answer to an AWS call. */
export interface FrontAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const json = (status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.0', ...headers },
  body: JSON.stringify({ __type: code, message, Message: message }),
})

const escaped: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' }

const xml = (status: number, code: string, message: string): FrontAnswer => {
  const text = message.replace(/[<>&]/g, (character) => escaped[character] ?? character)
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${text}</Message></Error>`,
  }
}

/** The refusal of a call that the caller's role does not allow, in the words and the shape of the service. */
export const denied = (service: string, caller: string, action: string, resource: string): FrontAnswer => {
  const why = `because no identity-based policy allows the ${action} action`
  const message = `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} ${why}`
  switch (service) {
    case 's3':
      return xml(403, 'AccessDenied', message)
    case 'sqs':
      return json(403, 'com.amazon.coral.service#AccessDeniedException', message, {
        'x-amzn-query-error': 'AccessDenied;Sender',
      })
    default:
      return json(400, 'com.amazon.coral.service#AccessDeniedException', message)
  }
}

/** The refusal of a request that nobody has signed, or that is signed with a key that nobody was given. */
export const unknownCaller = (service: string): FrontAnswer =>
  service === 's3'
    ? xml(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.')
    : json(400, 'com.amazon.coral.service#UnrecognizedClientException', 'The security token is invalid.')

/** The answer when the server behind the front does not answer. */
export const unavailable = (service: string): FrontAnswer =>
  service === 's3'
    ? xml(503, 'ServiceUnavailable', 'The local server does not answer.')
    : json(500, 'InternalServerError', 'The local server does not answer.')
