/** `passwright preview`: draws a pass as Wallet shows it. */
import { PasswrightError } from '../../core/errors.ts'
import { type Arguments, type Command, requiredPath } from '../command.ts'
import { sayFindings } from '../findings.ts'
import { draw, formatOf, viewerOf } from '../preview/draw.ts'
import { follow } from '../preview/follow.ts'
import { templateOptions } from '../read-template.ts'
import type { Terminal } from '../terminal.ts'
import { writeWhole } from '../write-file.ts'

const drawOnce = async (path: string, out: string, args: Arguments, terminal: Terminal): Promise<void> => {
  const { bytes, width, height } = await draw(path, out, args)
  await writeWhole(out, bytes)
  const size = { width: Math.round(width), height: Math.round(height) }
  if (args.has('json')) terminal.print(JSON.stringify({ file: out, bytes: bytes.length, ...size }))
  else terminal.print(`${out}  ${size.width} x ${size.height} points, ${bytes.length} bytes`)
}

/** What cannot be drawn right now is told, and the next change waited for. */
const drawPatiently = async (path: string, out: string, args: Arguments, terminal: Terminal): Promise<void> => {
  try {
    await drawOnce(path, out, args, terminal)
  } catch (error) {
    if (!(error instanceof PasswrightError)) throw error
    terminal.say(`${error.message}  (${error.code})`)
    sayFindings(error.findings, terminal)
  }
}

/** The command. */
export const preview: Command = {
  positionals: [{ name: 'FILE', help: '.pkpass, .pkpasstemplate, or the folder of a pass or template' }],
  options: {
    out: { value: 'PATH', help: 'FILE.svg or FILE.png' },
    back: { help: 'the back of the pass (default: its front)' },
    watch: { help: 'how an Apple Watch shows it' },
    'lock-screen': { value: 'PREVIOUS', help: 'what the lock screen says when it takes the place of that pass' },
    locale: { value: 'TAG', help: 'the language of texts, dates and numbers (default: en)' },
    'time-zone': { value: 'NAME', help: 'where it is looked at: Europe/Vienna (default: that of this machine)' },
    values: { value: 'FILE', help: 'of a template: the values, the first record counts (default: its sample values)' },
    width: { value: 'PIXELS', help: 'of a PNG (default: two a point)' },
    font: {
      value: 'FILE',
      many: true,
      help: 'a font for letters that a PNG lacks, such as Chinese ones; may be repeated',
    },
    follow: { help: 'draw again whenever the file or folder changes, until Ctrl-C' },
    ...templateOptions,
  },
  notes: [
    'Drawn by what Apple documents of the layout; letters and spaces are nearly, not exactly, those of Wallet.',
    'An SVG names the fonts of whoever looks at it; a PNG has Latin, Greek, Cyrillic, Arabic and Hebrew letters.',
  ],
  async run(args, terminal) {
    const [path = ''] = args.positionals
    const out = requiredPath(args, 'out')
    formatOf(out)
    viewerOf(args)
    if (!args.has('follow')) {
      await drawOnce(path, out, args, terminal)
      return 0
    }
    const changed = (): Promise<void> => drawPatiently(path, out, args, terminal)
    const first = async (): Promise<void> => {
      await changed()
      terminal.say(`following ${path}; Ctrl-C ends it`)
    }
    return await follow(path, out, { first, changed })
  },
}
