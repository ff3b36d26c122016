/** Download links: as the API makes them, and as only who knows its keys could. */
import { expect } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { isPassTypeIdentifier, isSerialNumber } from '../../lib/core/format/identifiers.ts'
import { makeLink } from '../../lib/core/links/link.ts'
import { type Deployment, ownerIn, passType } from './deployment.ts'
import type { Answer } from './http.ts'

/** A download link of a pass: its path, and the token in it. */
export const aLink = async (
  deployment: Deployment,
  path: string,
): Promise<{ readonly page: string; readonly file: string; readonly token: string }> => {
  const { status, json } = await deployment.api('POST', `${path}/links`)
  expect(status).toBe(201)
  const { pathname } = new URL(json.url)
  return { page: pathname, file: `${pathname}/pass.pkpass`, token: pathname.slice('/p/'.length) }
}

/** What a link delivers: the answer, which is not refused. */
export const download = async (deployment: Deployment, file: string): Promise<Answer> => {
  const answer = await deployment.send('GET', file)
  expect(answer.status).toBe(200)
  return answer
}

/** The token of a link that this deployment could have made, for a time (whole seconds since 1970) of our choice. */
export const linkUntil = async (deployment: Deployment, serial: string, expiresAt: number): Promise<string> => {
  const owner = ownerIn(deployment)
  const { current, ...texts } = JSON.parse(await owner.secret('hmac-keys'))
  const keys = new Map(Object.entries(texts).map(([id, text]) => [id, utf8(String(text))] as const))
  const record = await owner.record(passType, serial)
  const issue = record?.tokenIssue
  if (!(isPassTypeIdentifier(passType) && isSerialNumber(serial))) throw new Error('this is no pass')
  const text = issue && typeof issue === 'object' && 'S' in issue ? String(issue.S) : ''
  const content = {
    passTypeIdentifier: passType,
    serialNumber: serial,
    issue: text,
    issuedAt: expiresAt - 60,
    expiresAt,
  }
  return makeLink({ current, keys }, content)
}
