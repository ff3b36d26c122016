/** `passwright sign`: a ready folder of `pass.json` and images, signed. */
import { buildPass, readyPass } from '../../core/index.ts'
import { assertInstallable } from '../../core/preflight/preflight.ts'
import { chooseSigner, passphraseNote, signingOptions } from '../choose-signer.ts'
import { type Command, requiredPath } from '../command.ts'
import { sayFindings } from '../findings.ts'
import { readFolder } from '../read-path.ts'
import { signingTime } from '../signing-time.ts'
import { writeWhole } from '../write-file.ts'

/** The command. */
export const sign: Command = {
  positionals: [{ name: 'PASS_DIR', help: 'the folder; an old manifest.json and signature in it are replaced' }],
  options: {
    out: { value: 'FILE', help: 'the pass to write, FILE.pkpass' },
    ...signingOptions,
  },
  notes: [passphraseNote],
  async run(args, terminal) {
    const out = requiredPath(args, 'out')
    const time = signingTime(args)
    const filled = readyPass(await readFolder(args.positionals[0] ?? ''))
    assertInstallable(filled)
    const signer = await chooseSigner(args, filled, time, terminal)
    const { bytes, findings } = await buildPass(filled, signer, { signingTime: time })
    await writeWhole(out, bytes)
    if (args.has('json')) {
      const pass = { serialNumber: filled.pass.serialNumber, file: out, bytes: bytes.length }
      terminal.print(JSON.stringify({ passes: [pass], findings }))
    } else {
      sayFindings(findings, terminal)
      terminal.print(`${out}  ${bytes.length} bytes`)
    }
    return 0
  },
}
