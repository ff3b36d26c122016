/** The command line but for `build`, run as its users run it. */
import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, passwright } from './builders/passwright.ts'
import { aWorkspace } from './builders/workspace.ts'
import { aZip } from './builders/zip.ts'

const { folder, run, write, emptyFolder, writeReadyPass } = await aWorkspace()

describe('help and usage', () => {
  it('lists the commands, and the options of each', async () => {
    const help = await run('--help')
    expect(help.code).toBe(0)
    for (const command of ['build', 'sign', 'verify', 'signer new']) {
      expect(help.stdout).toContain(`  ${command}`)
      const own = await run(...command.split(' '), '--help')
      expect(own).toMatchObject({ code: 0, stderr: '' })
      expect(own.stdout).toContain(`usage: passwright ${command}`)
    }
  })

  it('answers -h and help as well', async () => {
    expect((await run('-h')).stdout).toBe((await run('help')).stdout)
    expect((await run('build', '-h')).stdout).toContain('usage: passwright build')
  })

  it('ends quietly when its reader does', async () => {
    const { code, stderr } = await passwright(folder, ['--help'], {}, (child) => child.stdout?.destroy())
    expect([code, stderr]).toEqual([0, ''])
  })

  it.each([
    ['no command', []],
    ['an unknown command', ['bild']],
    ['an unknown option', ['build', 'template', '--outt', 'x']],
    ['a missing argument', ['verify']],
    ['a surplus argument', ['build', 'template', 'other', '--out', 'x']],
    ['a missing option', ['build', 'template']],
    ['a signing time without a zone', ['build', 'template', '--out', 'x', '--signing-time', '2027-01-01T10:00:00']],
    ['a bad team', ['signer', 'new', '--dir', 'x', '--pass-type', 'pass.com.example', '--team', 'abc']],
  ])('answers %s with exit status 2', async (_, args) => {
    expect((await run(...args)).code).toBe(2)
  })
})

describe('sign', () => {
  it('signs a ready folder', async () => {
    await writeReadyPass('ready')
    await write('ready/signature', 'an old one')
    const signed = await run('sign', 'ready', '--out', 'ready.pkpass')
    expect(signed.code).toBe(0)
    expect(signed.stderr).toContain('icon-scale-missing')
    expect((await run('verify', 'ready.pkpass', '--root', '.local/signer/root.pem')).code).toBe(0)
  })
})

describe('verify', () => {
  it('names the check that fails, and exits with 1', async () => {
    await run('build', 'template', '--out', 'v.pkpass')
    const verified = await run('verify', 'v.pkpass', '--json')
    expect(verified.code).toBe(1)
    const [report] = JSON.parse(verified.stdout)
    expect(report.checks.filter(({ ok }: { ok: boolean }) => !ok).map(({ name }: { name: string }) => name)).toEqual([
      'chain',
    ])
  })

  it.each([
    ['leaves its root', [{ name: '../x' }], 'archive-unsafe-path'],
    ['is a bomb', [{ name: 'x', method: 8, data: new Uint8Array(40_000_000) }], 'archive-too-large'],
  ])('says why it does not unpack an archive that %s', async (_, entries, code) => {
    await write('hostile.pkpass', aZip(entries))
    const verified = await run('verify', 'hostile.pkpass')
    expect([verified.code, verified.stderr.includes(code)]).toEqual([1, true])
  })

  it('shows control characters of a stranger instead of obeying them', async () => {
    await writeReadyPass('forged', { serialNumber: 'a\r\u001b[2Kforged' })
    await run('sign', 'forged', '--out', 'forged.pkpass')
    expect((await run('verify', 'forged.pkpass')).stdout).toContain('a\\x0d\\x1b[2Kforged')
  })

  it('reports a file that is no pass', async () => {
    const verified = await run('verify', await write('page.pkpass', '<html>'))
    expect(verified.code).toBe(1)
    expect(verified.stdout).toContain('NOT GOOD')
  })
})

describe('signer new', () => {
  it('makes a signer that build takes, and never replaces a key', async () => {
    const args = [
      'signer',
      'new',
      '--dir',
      'new',
      '--pass-type',
      'pass.com.example.card',
      '--team',
      'ABCDE12345',
      '--nfc',
    ]
    expect((await run(...args)).code).toBe(0)
    expect(await filesBelow(join(folder, 'new'))).toEqual([
      'certificate.pem',
      'intermediate.pem',
      'key.pem',
      'root.pem',
    ])
    expect((await run('build', 'template', '--signer', 'new', '--out', 'new.pkpass')).code).toBe(0)
    expect((await run('verify', 'new.pkpass', '--root', 'new/root.pem')).code).toBe(0)
    const again = await run(...args, '--json')
    expect([again.code, JSON.parse(again.stdout).error.code]).toEqual([1, 'input/occupied'])
  })

  it('does not touch a real signer, whatever its files are called', async () => {
    await emptyFolder('real')
    await write('real/key.p8', 'a real key')
    const made = await run(
      'signer',
      'new',
      '--dir',
      'real',
      '--pass-type',
      'pass.com.example.card',
      '--team',
      'ABCDE12345',
    )
    expect(made.code).toBe(1)
    expect(await filesBelow(join(folder, 'real'))).toEqual(['key.p8'])
  })
})

describe('templates of the repository', () => {
  it.each(['boarding-pass', 'coupon', 'event-ticket', 'membership', 'store-card'])(
    '%s builds without a single finding',
    async (name) => {
      await cp(resolve('infra/templates', name), join(folder, name), { recursive: true })
      const built = await run('build', name, '--out', `${name}.pkpass`, '--json')
      expect(JSON.parse(built.stdout)).toMatchObject({ passes: [{ file: `${name}.pkpass` }], findings: [] })
      expect((await run('verify', `${name}.pkpass`, '--root', '.local/signer/root.pem')).code).toBe(0)
    },
  )
})
