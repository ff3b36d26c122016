import { describe, expect, it } from 'vitest'
import type { Bytes } from '../core/bytes.ts'
import type { SerialNumber } from '../core/format/identifiers.ts'
import type { PassFile } from '../service/service.ts'
import { fileResponse } from './file-response.ts'

const aFile = (bytes: Bytes, serialNumber = 'OF-1'): PassFile =>
  ({
    bytes,
    lastModified: 1_795_730_400,
    pass: { serialNumber: serialNumber as SerialNumber, template: { name: 'boarding-pass', version: 3 } },
  }) as PassFile

describe('the answer with a signed pass', () => {
  it('holds the bytes of the pass and none that stand beside them in a shared buffer', async () => {
    const pool = new Uint8Array(64).fill(0xee)
    pool.set([1, 2, 3], 20)
    const response = fileResponse(aFile(pool.subarray(20, 23)))
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
    expect(response.headers.get('content-length')).toBe('3')
  })

  it('does not change when the buffer of the pass is used for something else', async () => {
    const bytes = new Uint8Array([1, 2, 3])
    const response = fileResponse(aFile(bytes))
    bytes.fill(9)
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3])
  })

  it('says what it is, since when, under which name, and that nobody may keep it', () => {
    const { headers } = fileResponse(aFile(new Uint8Array(3)))
    expect(headers.get('content-type')).toBe('application/vnd.apple.pkpass')
    expect(headers.get('last-modified')).toBe('Thu, 26 Nov 2026 22:00:00 GMT')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="boarding-pass-OF-1.pkpass"; filename*=UTF-8''boarding-pass-OF-1.pkpass`,
    )
  })

  it('writes a name that is not plain ASCII so that every client can read it', () => {
    const { headers } = fileResponse(aFile(new Uint8Array(3), `a"b'ü`))
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="boarding-pass-a_b__.pkpass"; filename*=UTF-8''boarding-pass-a%22b%27%C3%BC.pkpass`,
    )
  })
})
