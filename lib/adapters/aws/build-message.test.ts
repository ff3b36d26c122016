import { describe, expect, it } from 'vitest'
import { isPassTypeIdentifier, isSerialNumber } from '../../core/format/identifiers.ts'
import type { PassId } from '../../ports/records.ts'
import { buildMessageText, readBuildMessage } from './build-message.ts'

const aPass = (): PassId => {
  const [passTypeIdentifier, serialNumber] = ['pass.com.example', 'A1']
  if (!(isPassTypeIdentifier(passTypeIdentifier) && isSerialNumber(serialNumber))) throw new Error('no pass')
  return { passTypeIdentifier, serialNumber }
}

describe('a message of the queue of builds', () => {
  it('is JSON that names kind, pass and version', () => {
    expect(buildMessageText({ kind: 'build', pass: aPass(), version: 3 })).toBe(
      '{"kind":"build","passTypeIdentifier":"pass.com.example","serialNumber":"A1","version":3}',
    )
  })

  it('comes back as it was sent', () => {
    const messages = [
      { kind: 'build', pass: aPass(), version: 3 },
      { kind: 'announce', pass: aPass(), version: 3, cursor: 'WyJhIl0' },
      { kind: 'erase', pass: aPass(), createdAt: 1_700_000_000_000, issue: 'aXNzdWU' },
    ] as const
    for (const message of messages) expect(readBuildMessage(buildMessageText(message))).toStrictEqual(message)
  })

  it.each([
    ['no JSON', 'build'],
    ['no object', '[]'],
    ['an unknown kind', '{"kind":"other","passTypeIdentifier":"pass.com.example","serialNumber":"A1","version":3}'],
    ['no pass type', '{"kind":"build","passTypeIdentifier":"com.example","serialNumber":"A1","version":3}'],
    ['no serial number', '{"kind":"build","passTypeIdentifier":"pass.com.example","serialNumber":"a/b","version":3}'],
    ['no version', '{"kind":"build","passTypeIdentifier":"pass.com.example","serialNumber":"A1"}'],
    [
      'a version in parts',
      '{"kind":"build","passTypeIdentifier":"pass.com.example","serialNumber":"A1","version":1.5}',
    ],
    ['no cursor', '{"kind":"announce","passTypeIdentifier":"pass.com.example","serialNumber":"A1","version":3}'],
    ['no time', '{"kind":"erase","passTypeIdentifier":"pass.com.example","serialNumber":"A1","issue":"i"}'],
    ['no issue', '{"kind":"erase","passTypeIdentifier":"pass.com.example","serialNumber":"A1","createdAt":1}'],
  ])('with %s is none', (_, body) => {
    expect(readBuildMessage(body)).toBeUndefined()
  })
})
