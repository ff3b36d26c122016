import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ArchiveError } from '../errors.ts'
import { archivePath } from './paths.ts'

const refusal = (name: string): unknown => {
  try {
    return archivePath(name)
  } catch (error) {
    return error
  }
}

describe('archivePath', () => {
  it.each([
    'pass.json',
    'icon@3x.png',
    'en.lproj/pass.strings',
    'zh-Hant.lproj/logo@2x.png',
    'a/b/c',
    '..icon',
    'icon..png',
    '.hidden',
    'mit Leerzeichen.png',
    'größe.png',
    '😀.png',
    'x'.repeat(255),
    `${'x'.repeat(255)}/`.repeat(4).slice(0, 1_023),
  ])('takes %j', (name) => {
    expect(archivePath(name)).toBe(name)
  })

  it.each([
    ['', 'is empty'],
    ['../x', 'has the segment ".."'],
    ['a/../../x', 'has the segment ".."'],
    ['a/..', 'has the segment ".."'],
    ['./x', 'has the segment "."'],
    ['/x', 'starts with a slash'],
    ['//host/x', 'starts with a slash'],
    ['a//b', 'has an empty segment'],
    ['en.lproj/', 'has an empty segment'],
    ['a\\b', 'has a backslash'],
    ['..\\x', 'has a backslash'],
    ['C:x', 'starts like a Windows drive'],
    ['c:/x', 'starts like a Windows drive'],
    [':x', 'starts like a Windows drive'],
    ['a\u0000.png', 'control character'],
    ['a\nb', 'control character'],
    ['a\u007f', 'control character'],
    ['a\u0085', 'control character'],
    ['a\ud800', 'surrogate'],
    ['x'.repeat(256), 'segment of more than 255 bytes'],
    ['ö'.repeat(128), 'segment of more than 255 bytes'],
    [`${'x'.repeat(200)}/`.repeat(6).slice(0, 1_025), 'longer than 1024 bytes'],
    [`${'ö'.repeat(100)}/`.repeat(6).slice(0, 600), 'longer than 1024 bytes'],
  ])('refuses %j: it %s', (name, why) => {
    const error = refusal(name)
    expect(error).toBeInstanceOf(ArchiveError)
    expect(error).toMatchObject({ code: 'archive/unsafe-path', status: 422, message: expect.stringContaining(why) })
  })

  it('shows a long or unprintable name cut and escaped in its message', () => {
    expect(refusal(`\u001b[2J${'x'.repeat(2_000)}`)).toMatchObject({
      message: expect.stringMatching(/^The file name "\\u001b\[2Jx+…" .{0,200}$/),
    })
  })

  it('never takes a name that leads out of its folder', () => {
    const segment = fc.constantFrom('..', '.', '', 'a', 'C:', '\\', '..\\', '\u0000', '%2e%2e', '~', 'ö')
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 5 }), (segments) => {
        const name = segments.join('/')
        if (refusal(name) !== name) return
        const root = 'https://host/folder/'
        expect(new URL(name.split('/').map(encodeURIComponent).join('/'), root).href.startsWith(root)).toBe(true)
      }),
    )
  })
})
