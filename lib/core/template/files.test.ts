import { describe, expect, it } from 'vitest'
import { aTemplate, pngStub, rejectionOf } from '../../../test/builders/template.ts'
import { compileTemplate } from './compile.ts'

describe('the files of a template', () => {
  it('go into the pass, but for hidden files and what operating systems leave lying about', async () => {
    const files = {
      '.git/config': 'x',
      '.local/signer/key.pem': 'x',
      'en.lproj/.DS_Store': 'x',
      'photos/.hidden/a.png': 'x',
      '__MACOSX/icon.png': 'x',
      'sub/__MACOSX/icon.png': 'x',
      'sub/Thumbs.db': 'x',
      'desktop.ini': 'x',
      'en.lproj/logo.png': pngStub(),
      'notes.txt': 'harmless',
      'keynote.png': pngStub(),
    }
    const { shared } = (await compileTemplate(aTemplate({ files }))).fill({ serialNumber: 'A', name: 'Ada' })
    expect([...shared.keys()].filter((path) => !path.startsWith('icon')).toSorted()).toEqual([
      'en.lproj/logo.png',
      'keynote.png',
      'notes.txt',
    ])
  })

  it.each(['pem', 'key', 'p8', 'p12', 'pfx', 'cer', 'der', 'crt', 'pkpass', 'pkpasses', 'zip', 'PEM', 'Key'])(
    'are refused if one is called *.%s, which every phone would get',
    async (extension) => {
      const path = `sub/some.${extension}`
      const fault = await rejectionOf(compileTemplate(aTemplate({ files: { [path]: 'x' } })))
      expect(fault?.code).toBe('template/file-refused')
      expect(fault?.message).toContain(`"${path}"`)
      expect(fault?.message).toContain('move it out of the folder')
    },
  )

  it.each(['../x.png', '/x.png', 'a//x.png', 'a\\x.png', 'C:x.png', 'x\u0000.png', 'a/../x.png', ''])(
    'are refused if the path of one leaves the folder or is no plain path: %j',
    async (path) => {
      const fault = await rejectionOf(compileTemplate(aTemplate({ files: { [path]: 'x' } })))
      expect(fault?.code).toBe('template/file-refused')
    },
  )

  it('are refused if a JSON file has a name twice in one object', async () => {
    const files = { 'pass.json': '{"description": "a",\n "description": "b"}' }
    const fault = await rejectionOf(compileTemplate(aTemplate({ files })))
    expect(fault?.code).toBe('template/file-invalid')
    expect(fault?.message).toContain('line 2, column 2')
  })

  it('may have their language folders in any spelling, but each of them once', async () => {
    const strings = '"a" = "b";'
    const files = { 'PT-br.lproj/pass.strings': strings, 'Base.lproj/logo.png': pngStub() }
    const { shared } = (await compileTemplate(aTemplate({ files }))).fill({ serialNumber: 'A', name: 'Ada' })
    expect([...shared.keys()].filter((path) => path.includes('/')).toSorted()).toEqual([
      'Base.lproj/logo.png',
      'pt-BR.lproj/pass.strings',
    ])
    const twice = { 'PT-br.lproj/pass.strings': strings, 'pt-BR.lproj/pass.strings': strings }
    expect((await rejectionOf(compileTemplate(aTemplate({ files: twice }))))?.code).toBe('template/file-invalid')
  })
})
