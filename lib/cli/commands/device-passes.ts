/** `passwright device add`, `device list`, `device personalize` and `device remove`: the passes of a simulated device. */
import type { PassView } from '../../device/device.ts'
import type { Report } from '../../device/wallet/steps.ts'
import type { Arguments, Command } from '../command.ts'
import { deviceNote, deviceOptions, heldPass, openDevice } from '../device-file.ts'
import { tell, tellStory } from '../device-story.ts'
import { readPassAt } from '../download-pass.ts'
import { columns } from '../text-layout.ts'

/** The argument that names a pass of the device. */
export const passArgument = { name: 'PASS', help: 'its serial number; TYPE/SERIAL if several have it' }

/** `passwright device add`. */
export const deviceAdd: Command = {
  positionals: [{ name: 'FILE|URL', help: 'a .pkpass or .pkpasses, or its address; several may be given', many: true }],
  options: deviceOptions,
  notes: [
    'A pass is verified as Wallet does, then registered with its web service. Passes of a throwaway signer need its root:',
    '--root .local/signer/root.pem',
    deviceNote,
  ],
  async run(args, terminal) {
    const files: { readonly place: string; readonly bytes: Uint8Array }[] = []
    for (const place of args.positionals) files.push({ place, bytes: await readPassAt(place) })
    const { device, save } = await openDevice(args, { isNew: true })
    const reports: (Report & { readonly file: string })[] = []
    for (const { place, bytes } of files) {
      const report = await device.add(bytes)
      await save()
      reports.push({ file: place, ...report })
      if (!args.has('json')) tellStory(report, terminal)
    }
    if (args.has('json')) terminal.print(JSON.stringify({ files: reports }))
    return reports.every(({ ok }) => ok) ? 0 : 1
  },
}

const standingOf = ({ form, registered, updates, webServiceURL }: PassView): string => {
  if (form) return `waits for its form: ${form.join(', ')}`
  if (webServiceURL === undefined) return 'has no web service'
  if (!updates) return 'automatic updates are off'
  return registered ? 'registered' : 'not registered'
}

const passLines = (pass: PassView): string[] => [
  `${pass.serialNumber}  ${pass.organizationName}: ${pass.description}`,
  ...columns([
    ['pass type', pass.passTypeIdentifier],
    ['updates', standingOf(pass)],
    ...(pass.webServiceURL === undefined ? [] : [['web service', pass.webServiceURL] as const]),
    ...(pass.lastModified === undefined ? [] : [['modified', pass.lastModified] as const]),
    ...pass.fields.map(({ key, label, value }) => [label || key, value] as const),
  ]),
]

/** `passwright device list`. */
export const deviceList: Command = {
  positionals: [],
  options: deviceOptions,
  notes: [],
  async run(args, terminal) {
    const { device } = await openDevice(args)
    const { deviceLibraryIdentifier, pushToken, passes } = device
    if (args.has('json')) terminal.print(JSON.stringify({ deviceLibraryIdentifier, pushToken, passes }))
    else {
      terminal.print(`device ${deviceLibraryIdentifier}, ${passes.length} ${passes.length === 1 ? 'pass' : 'passes'}`)
      for (const line of passes.flatMap(passLines)) terminal.print(line)
    }
    return 0
  },
}

/** `passwright device remove`. */
export const deviceRemove: Command = {
  positionals: [passArgument],
  options: deviceOptions,
  notes: [],
  async run(args, terminal) {
    const { device, save } = await openDevice(args)
    const report = await device.remove(heldPass(device, args.positionals[0] ?? ''))
    await save()
    return tell(report, args.has('json'), terminal)
  },
}

const answerOptions = {
  name: ['fullName', 'the whole name'],
  email: ['emailAddress', 'the e-mail address'],
  phone: ['phoneNumber', 'the phone number'],
  'postal-code': ['postalCode', 'the postal code'],
  country: ['ISOCountryCode', 'the country of the postal code: AT'],
} as const

const answersOf = (args: Arguments): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(answerOptions).flatMap(([option, [name]]) => {
      const answer = args.option(option)
      return answer === undefined ? [] : [[name, answer]]
    }),
  )

/** `passwright device personalize`. */
export const devicePersonalize: Command = {
  positionals: [passArgument],
  options: {
    ...Object.fromEntries(
      Object.entries(answerOptions).map(([option, [, help]]) => [option, { value: 'TEXT', help }] as const),
    ),
    'send-token': { help: "send Authorization, too: Apple's documentation names none for this request" },
    ...deviceOptions,
  },
  notes: ['passwright device list tells what the form of a pass asks for.'],
  async run(args, terminal) {
    const { device, save } = await openDevice(args)
    const pass = heldPass(device, args.positionals[0] ?? '')
    const report = await device.personalize(pass, answersOf(args), { sendToken: args.has('send-token') })
    await save()
    return tell(report, args.has('json'), terminal)
  },
}
