/** `passwright build`, run as its users run it. */
import { execFileSync } from 'node:child_process'
import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyBytes, utf8 } from '../lib/core/bytes.ts'
import { aFolder, filesBelow, passwright } from './builders/passwright.ts'
import { aChain } from './builders/signer.ts'
import { pngStub } from './builders/template.ts'
import { aWorkspace } from './builders/workspace.ts'
import { aZip } from './builders/zip.ts'
import { needs, program } from './setup/programs.ts'

const { folder, run, write, emptyFolder, writeTemplate, writeSigner } = await aWorkspace()

describe('build', () => {
  it('builds the sample with a throwaway signer and says so', async () => {
    const built = await run('build', 'template', '--out', 'out/sample.pkpass')
    expect(built).toMatchObject({ code: 0 })
    expect(built.stderr).toContain('throwaway')
    expect((await run('verify', 'out/sample.pkpass', '--root', '.local/signer/root.pem')).code).toBe(0)
    expect(
      (
        await stat(
          join(folder, `.local/signer/ABCDE12345.pass.com.example.card.${new Date().getUTCFullYear()}/key.pem`),
        )
      ).mode & 0o077,
    ).toBe(0)
  })

  it.each([
    ['records.ndjson', '{"serialNumber":"n-1","name":"A"}\n\n{"serialNumber":"n-2","name":"B"}\r\n'],
    ['records.json', '[{"serialNumber":"n-1","name":"A"},{"serialNumber":"n-2","name":"B"}]'],
  ])('builds one pass for each record of %s, named by serial number', async (name, text) => {
    const built = await run('build', 'template', '--values', await write(name, text), '--out', `out/${name}`, '--json')
    expect(JSON.parse(built.stdout).passes.map(({ serialNumber }: { serialNumber: string }) => serialNumber)).toEqual([
      'n-1',
      'n-2',
    ])
    expect(await filesBelow(join(folder, 'out', name))).toEqual(['n-1.pkpass', 'n-2.pkpass'])
  })

  it('writes the same bytes when it is run twice with one signing time', async () => {
    const args = [
      '--signing-time',
      new Date().toISOString().replace(/\.\d+/, ''),
      '--signer',
      await writeSigner('mine'),
    ]
    await run('build', 'template', '--out', 'one.pkpass', ...args)
    await run('build', 'template', '--out', 'two.pkpass', ...args)
    expect((await readFile(join(folder, 'one.pkpass'))).equals(await readFile(join(folder, 'two.pkpass')))).toBe(true)
  })

  it('writes nothing if one record of many is at fault, and says which line and why', async () => {
    const text =
      '{"serialNumber":"g-1","name":"A"}\n{"serialNumber":"g-2","name":7,"x":1}\n{"serialNumber":"G-1","name":"C"}\n'
    const built = await run(
      'build',
      'template',
      '--values',
      await write('bad.ndjson', text),
      '--out',
      'out/bad',
      '--json',
    )
    expect(built.code).toBe(1)
    const { error } = JSON.parse(built.stdout)
    expect(error.code).toBe('input/records-invalid')
    expect(error.findings.map(({ path }: { path: string }) => path)).toEqual([
      'bad.ndjson, line 2: /name',
      'bad.ndjson, line 2: /x',
      'bad.ndjson, line 3: /serialNumber',
    ])
    expect(await filesBelow(join(folder, 'out', 'bad'))).toEqual([])
  })

  it.each([
    ['no object', '{"serialNumber":"o-1","name":"A"}\n42\n{"serialNumber":"o-2","name":"B"}\n', 'line 2'],
    [
      'not UTF-8',
      Buffer.from('{"serialNumber":"o-1","name":"Zo\xeb"}\n{"serialNumber":"o-2","name":"B"}\n', 'latin1'),
      'line 1',
    ],
    ['a megabyte long', `{"serialNumber":"o-1","name":"${'x'.repeat(1_100_000)}"}\n`, 'line 1'],
  ])('writes nothing if a line is %s', async (_, text, line) => {
    await writeFile(join(folder, 'odd.ndjson'), text)
    const built = await run('build', 'template', '--values', 'odd.ndjson', '--out', 'out/odd')
    expect([built.code, built.stderr.includes(line)]).toEqual([1, true])
    expect(await filesBelow(join(folder, 'out', 'odd'))).toEqual([])
  })

  it('takes line separators inside of a text for what they are', async () => {
    const values = await write('separators.ndjson', '\ufeff{"serialNumber":"u-1","name":"a\u2028b\u2029"}\r\n')
    expect((await run('build', 'template', '--values', values, '--out', 'out/separators')).code).toBe(0)
  })

  it('tells the warnings of every record, each once', async () => {
    await writeTemplate('colours', { pass: { labelColor: '${name}' } })
    const text = ['rgb(1, 2, 3)', '#ff0000', '#00ff00'].map((name, index) =>
      JSON.stringify({ serialNumber: `c-${index}`, name }),
    )
    const built = await run(
      'build',
      'colours',
      '--values',
      await write('colours.ndjson', text.join('\n')),
      '--out',
      'out/colours',
      '--json',
    )
    expect(JSON.parse(built.stdout).findings.map(({ path }: { path: string }) => path)).toEqual([
      'colours.ndjson, line 2: /labelColor',
    ])
  })

  it('may be started several times at once in a fresh folder', async () => {
    const fresh = await aFolder()
    const outs = ['a', 'b', 'c'].map((name) => `${name}.pkpass`)
    const built = await Promise.all(
      outs.map((out) => passwright(fresh, ['build', join(folder, 'template'), '--out', out])),
    )
    expect(built.map(({ code }) => code)).toEqual([0, 0, 0])
    expect((await passwright(fresh, ['verify', ...outs, '--root', '.local/signer/root.pem'])).code).toBe(0)
  })

  it('takes what Pass Designer saves, and the identity beside it', async () => {
    const pass = {
      description: 'Card',
      organizationName: 'O',
      generic: { primaryFields: [{ key: 'name', value: 'Ada' }] },
    }
    const files = {
      'pass.json': utf8(JSON.stringify({ formatVersion: 1, ...pass })),
      'tooling.json': utf8('{}'),
      'icon.png': pngStub('1'),
    }
    const zipped = aZip(Object.entries(files).map(([name, data]) => ({ name, data: copyBytes(data) })))
    await writeFile(join(folder, 'Card.pkpasstemplate'), zipped)
    const identity = ['--pass-type', 'pass.com.example.card', '--team', 'ABCDE12345']
    expect((await run('build', 'Card.pkpasstemplate', '--out', 'designed.pkpass', '--json')).code).toBe(1)
    expect((await run('build', 'Card.pkpasstemplate', '--out', 'designed.pkpass', ...identity)).code).toBe(0)
    expect(await filesBelow(folder)).toContain('designed.pkpass')
  })

  it('makes passes in the languages that are asked for', async () => {
    await writeTemplate('languages', {
      files: { 'en.lproj/pass.strings': '"hello" = "Hello";', 'es.lproj/pass.strings': '"hello" = "Hola";' },
      pass: { logoText: 'hello' },
    })
    const languagesOf = async (...args: string[]): Promise<string[]> => {
      await run('build', 'languages', '--out', 'languages.pkpass', ...args)
      return JSON.parse((await run('inspect', 'languages.pkpass', '--json')).stdout).pass.languages
    }
    expect(await languagesOf()).toEqual(['en', 'es'])
    expect(await languagesOf('--locale', 'es')).toEqual(['es'])
    expect((await run('build', 'languages', '--out', 'x.pkpass', '--locale', 'Spanish!')).code).toBe(2)
  })

  it('says in one line that a place cannot be written to', async () => {
    await write('occupied', 'a file')
    const built = await run('build', 'template', '--out', 'occupied/x.pkpass', '--json')
    expect([built.code, JSON.parse(built.stdout).error.code]).toEqual([1, 'output/unwritable'])
    expect(built.stderr).not.toContain('    at ')
  })

  it('refuses one file for several records', async () => {
    const values = await write('two.json', '[{"serialNumber":"n-1","name":"A"},{"serialNumber":"n-2","name":"B"}]')
    expect((await run('build', 'template', '--values', values, '--out', 'x.pkpass')).code).toBe(2)
  })
})

describe('bad input leaves nothing behind', () => {
  const inputs: readonly [string, () => Promise<string[]>, string][] = [
    [
      'a template with now',
      () => writeTemplate('now', { pass: { logoText: '${now}' } }),
      'template/expression-refused',
    ],
    ['a folder that is no template', async () => [await emptyFolder('hollow')], 'template/file-missing'],
    ['a folder that does not exist', async () => ['nowhere'], 'input/unreadable'],
    [
      'a pass that Wallet would refuse',
      () => writeTemplate('bad', { pass: { formatVersion: 1, voided: 'no' } }),
      'pass/refused',
    ],
    [
      'records that are not JSON',
      async () => ['template', '--values', await write('broken.ndjson', '{"serialNumber":\n')],
      'input/invalid-json',
    ],
    [
      'a file of no records',
      async () => ['template', '--values', await write('blank.ndjson', '\n')],
      'input/no-records',
    ],
    ['a file that does not exist', async () => ['template', '--values', 'none.json'], 'input/unreadable'],
    ['lines that do not exist', async () => ['template', '--values', 'none.ndjson'], 'input/unreadable'],
    ['a folder of records', async () => ['template', '--values', 'template'], 'input/unreadable'],
    ['values that are no object', async () => ['template', '--values', await write('42.json', '42')], 'values/invalid'],
    ['a PEM where a path was expected', async () => ['template', '--signer', (await aChain()).key], 'input/not-a-path'],
    [
      'a signer of another pass type',
      async () => ['template', '--signer', await writeSigner('type', { passTypeIdentifier: 'pass.com.example.other' })],
      'signer/wrong-pass-type',
    ],
    [
      'a signer of another team',
      async () => ['template', '--signer', await writeSigner('team', { teamIdentifier: 'ZZZZZ99999' })],
      'signer/wrong-team',
    ],
    [
      'an expired certificate',
      async () => [
        'template',
        '--signer',
        await writeSigner('old', { validFrom: new Date('2020-01-01'), validTo: new Date('2021-01-01') }),
      ],
      'signer/expired',
    ],
    [
      "a key that is not the certificate's",
      async () => {
        const name = await writeSigner('mixed')
        await writeFile(join(folder, name, 'key.pem'), (await aChain()).key)
        return ['template', '--signer', name]
      },
      'signer/key-mismatch',
    ],
    ['a signer without a key', async () => ['template', '--signer', await emptyFolder('empty')], 'input/unreadable'],
  ]

  it.each(inputs)('%s', async (_, args, code) => {
    const built = await run('build', ...(await args()), '--out', 'rejected/pass.pkpass', '--json')
    expect([built.code, JSON.parse(built.stdout).error.code]).toEqual([1, code])
    expect(`${built.stdout}${built.stderr}`).not.toMatch(/PRIVATE KEY| {4}at /)
    expect(await filesBelow(join(folder, 'rejected'))).toEqual([])
  })

  describe('an encrypted key', needs('openssl'), () => {
    const encrypted = async (): Promise<string> => {
      const name = await writeSigner('encrypted')
      const key = join(folder, name, 'key.pem')
      execFileSync(program('openssl'), ['pkcs8', '-topk8', '-in', key, '-out', `${key}.new`, '-passout', 'pass:right'])
      await writeFile(key, await readFile(`${key}.new`))
      return name
    }

    it('is opened by its passphrase, refused by a wrong one, and asked for without one', async () => {
      const args = ['build', 'template', '--signer', await encrypted(), '--json', '--out']
      const [right, wrong, none] = await Promise.all([
        passwright(folder, [...args, 'right.pkpass'], { PASSWRIGHT_KEY_PASSPHRASE: 'right' }),
        passwright(folder, [...args, 'rejected/wrong.pkpass'], { PASSWRIGHT_KEY_PASSPHRASE: 'a wrong secret' }),
        passwright(folder, [...args, 'rejected/none.pkpass']),
      ])
      expect(right.code).toBe(0)
      expect(JSON.parse(wrong.stdout).error.code).toBe('signer/passphrase-wrong')
      expect(wrong.stdout + wrong.stderr).not.toContain('a wrong secret')
      expect(JSON.parse(none.stdout).error.code).toBe('signer/passphrase-missing')
      expect(await filesBelow(join(folder, 'rejected'))).toEqual([])
    })
  })
})
