/** The path of a request, as a URL has it: HTTP APIs hand it to functions decoded. */

// All that may stand in a path as it is: RFC 3986 section 3.3.
const others = /[^A-Za-z0-9._~!$&'()*+,;=:@/-]/gu
const loneSurrogates = /\p{Cs}/gu
// Segments that URLs follow instead of keeping, encoded once or not.
const dotSegments = /(?<=\/)\.{1,2}(?=\/|$)/g

/**
 * The event with an encoded `rawPath`. What makes a URL of it, as `hono/aws-lambda` does, would otherwise take a decoded
 * `#` or `?` for the end of the path, decode a decoded `%41` again and drop line breaks, and so read another serial
 * number than was sent. It would also go up a folder for a decoded `..`, and come to another pass than the one that IAM
 * was asked about: such a segment is encoded twice, so that nothing has that name. Slashes stay: which of them were
 * encoded is not known any more.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const withEncodedPath = <Event extends { readonly rawPath: string }>(event: Event): Event => ({
  ...event,
  rawPath: event.rawPath
    .replace(loneSurrogates, '\u{fffd}')
    .replace(others, encodeURIComponent)
    .replace(dotSegments, (dots) => '%252E'.repeat(dots.length)),
})
