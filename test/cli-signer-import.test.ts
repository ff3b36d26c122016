/** `signer request` and `signer import` as their users run them, with openssl as the judge of what they write. */
import { spawn } from 'node:child_process'
import { statSync } from 'node:fs'
import { cp, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { aFolder, filesBelow, passwright, programFile } from './builders/passwright.ts'
import { needs, program } from './setup/programs.ts'
import { asDer, at, issue, makeAuthority, openssl, passExtensions } from './signer/lookalike.ts'

const folder = await aFolder()

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) => passwright(folder, args, env)

const importing = (name: string, file: string, env: Readonly<Record<string, string>> = {}) =>
  run(['signer', 'import', at(file), '--dir', name, '--trust', at('root.pem'), '--json'], env)

/** Runs the command at a terminal that Python makes, and types a line at each question. All that the terminal shows. */
const atTerminal = async (words: readonly string[], lines: readonly string[]): Promise<string> => {
  const script = [
    'import json, os, pty, sys',
    'lines = json.loads(sys.argv[1])',
    'shown = b""',
    'def read(fd):',
    '    global shown',
    '    data = os.read(fd, 1024)',
    '    shown += data',
    '    while lines and shown.count(b"passphrase of") > asked[0]:',
    '        asked[0] += 1',
    '        os.write(fd, lines.pop(0).encode())',
    '    return data',
    'asked = [0]',
    'sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[2:], read)))',
  ].join('\n')
  const command = [process.execPath, await programFile(), ...words]
  const child = spawn(program('python3'), ['-c', script, JSON.stringify(lines), ...command], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let shown = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data) => {
      shown += data
    })
  await new Promise((ended) => child.on('close', ended))
  return shown
}

describe('from a request to a signer', needs('openssl'), () => {
  beforeAll(async () => {
    makeAuthority()
    await run(['signer', 'request', '--dir', 'requested', '--pass-type', 'pass.com.example.card'])
    for (const name of ['request.csr', 'key.pem']) await cp(join(folder, 'requested', name), at(name))
  })

  it('the request has an RSA key of 2,048 bits, and openssl verifies it', () => {
    const text = openssl('req', '-in', 'request.csr', '-verify', '-noout', '-text')
    expect(text).toContain('Public-Key: (2048 bit)')
    expect(text).toContain('Signature Algorithm: sha256WithRSAEncryption')
    expect(text).toContain('UID = pass.com.example.card')
  })

  it('the key is its owner’s alone', () => {
    expect(statSync(join(folder, 'requested', 'key.pem')).mode & 0o777).toBe(0o600)
  })

  it('the request says what to click at Apple, and which command comes next, and never shows the key', async () => {
    const { code, stdout } = await run(['signer', 'request', '--dir', 'told'])
    expect(code).toBe(0)
    for (const step of ['developer.apple.com/account', 'Pass Type IDs', 'told/request.csr', 'passwright signer import'])
      expect(stdout).toContain(step)
    expect(stdout).not.toContain('PRIVATE KEY')
  })

  it('a key that is there is never replaced', async () => {
    const before = await readFile(join(folder, 'requested', 'key.pem'))
    const again = await run(['signer', 'request', '--dir', 'requested', '--json'])
    expect([again.code, JSON.parse(again.stdout).error.code]).toEqual([1, 'input/occupied'])
    expect(await readFile(join(folder, 'requested', 'key.pem'))).toEqual(before)
  })

  it('the .cer completes the folder, with the intermediate from where the certificate says; build signs with it', async () => {
    const server = createServer((_, response) => response.end(Buffer.from(intermediate)))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    onTestFinished(() => void server.close())
    asDer('G4.pem')
    const intermediate = await readFile(at('G4.cer'))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/G4.cer`
    const extensions = `${passExtensions}authorityInfoAccess=caIssuers;URI:${address}\n`
    const imported = await importing('requested', asDer(issue('request.csr', 'named.pem', { extensions })))
    expect(imported.code).toBe(0)
    expect(JSON.parse(imported.stdout)).toMatchObject({
      passTypeIdentifier: 'pass.com.example.card',
      teamIdentifier: 'ABCDE12345',
      intermediate: { from: address, root: 'CN=Lookalike Root CA' },
      files: ['requested/intermediate.pem', 'requested/certificate.pem'],
      findings: [],
    })
    const files = await filesBelow(join(folder, 'requested'))
    expect(files).toEqual(['certificate.pem', 'intermediate.pem', 'key.pem', 'request.csr'])
    const checked = await run(['signer', 'check', 'requested', '--trust', at('root.pem')])
    expect([checked.code, checked.stdout]).toEqual([0, 'requested: nothing to mend\n'])
  })

  it('a passphrase comes from the environment; a wrong one is told, and nothing is written', async () => {
    issue('request.csr', 'pass.pem')
    const files = ['-inkey', 'key.pem', '-in', 'pass.pem', '-certfile', 'G4.pem', '-out', 'locked.p12']
    openssl('pkcs12', '-export', '-legacy', ...files, '-passout', 'pass:open sesame')
    const without = await importing('locked', 'locked.p12')
    expect(JSON.parse(without.stdout).error.code).toBe('signer/passphrase-missing')
    const wrong = await importing('locked', 'locked.p12', { PASSWRIGHT_KEY_PASSPHRASE: 'open rye' })
    expect(JSON.parse(wrong.stdout).error.code).toBe('signer/passphrase-wrong')
    expect(await filesBelow(join(folder, 'locked'))).toEqual([])
    const right = await importing('locked', 'locked.p12', { PASSWRIGHT_KEY_PASSPHRASE: 'open sesame' })
    expect([right.code, right.stdout.includes('open sesame')]).toEqual([0, false])
    expect(statSync(join(folder, 'locked', 'key.pem')).mode & 0o777).toBe(0o600)
  })

  it('a passphrase is asked for at a terminal, and what is typed is not shown', needs('python3'), async () => {
    const words = ['signer', 'import', at('locked.p12'), '--dir', 'asked', '--trust', at('root.pem')]
    const shown = await atTerminal(words, ['open rye\r', 'open sesamx\x7fe\r'])
    expect(shown.match(/passphrase of .*locked\.p12: /g)).toHaveLength(2)
    expect(shown).toContain('wrote asked/certificate.pem')
    expect(shown).not.toMatch(/open|sesam/)
  })
})
