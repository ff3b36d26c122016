/** All commands, by the words that call them. What a command does is loaded when it is called: most need little of the rest. */
import type { Command } from './command.ts'

/** A command before it is loaded: what the help of the whole program says of it. */
export interface CommandEntry {
  /** The words that call it: `signer new`. */
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

const reading = () => import('./commands/reading.ts')
const making = () => import('./commands/making.ts')
const deployment = () => import('./commands/deployment.ts')
const parked = () => import('./commands/parked.ts')
const device = () => import('./commands/device.ts')
const restore = () => import('./commands/restore.ts')
const rollout = () => import('./commands/rollout.ts')

/** The commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'build',
    summary: 'build signed passes from a template and records',
    load: async () => (await making()).build,
  },
  {
    name: 'sign',
    summary: 'sign a ready folder of pass.json and images',
    load: async () => (await making()).sign,
  },
  {
    name: 'check',
    summary: 'say everything that is wrong with passes, templates and signers, and how to mend it',
    load: async () => (await reading()).check,
  },
  {
    name: 'inspect',
    summary: 'show what is in a pass: who signed it, whether it verifies, and what each system would show',
    load: async () => (await reading()).inspectPass,
  },
  {
    name: 'preview',
    summary: 'draw a pass or a template as Wallet shows it, as SVG or PNG',
    load: async () => (await import('./commands/preview.ts')).preview,
  },
  {
    name: 'explain',
    summary: 'tell what the code of a finding or an error means',
    load: async () => (await import('./commands/explain.ts')).explainCode,
  },
  {
    name: 'verify',
    summary: 'check archive, manifest, signature, chain and certificate of a pass',
    load: async () => (await reading()).verify,
  },
  {
    name: 'barcode verify',
    summary: 'say what a scanner makes of a sealed barcode, without asking anybody',
    load: async () => (await import('./commands/barcode-verify.ts')).barcodeVerify,
  },
  {
    name: 'bundle',
    summary: 'put several passes into one file, which a customer adds at once',
    load: async () => (await reading()).bundle,
  },
  {
    name: 'template new',
    summary: 'start a template that builds at once and has no fault',
    load: async () => (await making()).templateNew,
  },
  {
    name: 'signer new',
    summary: 'make a throwaway signer: good for everything but a phone',
    load: async () => (await making()).signerNew,
  },
  {
    name: 'signer request',
    summary: 'make a key and the request for a certificate, and say what to click at Apple',
    load: async () => (await import('./commands/signer-request.ts')).signerRequest,
  },
  {
    name: 'signer import',
    summary: 'make a signer of what Apple or Keychain gave: .cer, .p12, PEM, in any order',
    load: async () => (await import('./commands/signer-import.ts')).signerImport,
  },
  {
    name: 'signer show',
    summary: 'show whose signer it is, until when, and what its chain is',
    load: async () => (await import('./commands/signer-show.ts')).signerShow,
  },
  {
    name: 'signer check',
    summary: 'say everything that is wrong with a signer, and how to mend it',
    load: async () => (await import('./commands/signer-check.ts')).signerCheckCommand,
  },
  {
    name: 'signer upload',
    summary: 'put a signer into the secrets of a deployment',
    load: async () => (await deployment()).signerUpload,
  },
  {
    name: 'signer renew',
    summary: 'put a second signer beside the one in use; it takes over when every function knows it',
    load: async () => (await deployment()).signerRenew,
  },
  {
    name: 'signer rollback',
    summary: 'go back to the signer before, or take a renewal back that waits',
    load: async () => (await deployment()).signerRollback,
  },
  {
    name: 'adopt',
    summary: 'take over passes that another system issued, with the phones that hold them',
    load: async () => (await import('./commands/adopt.ts')).adopt,
  },
  {
    name: 'import',
    summary: 'issue and change passes in bulk, from a table or lines of JSON',
    load: async () => (await import('./commands/import.ts')).importFile,
  },
  {
    name: 'links revoke',
    summary: 'take links back: one by one, of a pass, or all of a pass type before a moment',
    load: async () => (await import('./commands/links-revoke.ts')).linksRevoke,
  },
  {
    name: 'links',
    summary: 'make sealed links in bulk: each pass is issued when somebody fetches it',
    load: async () => (await import('./commands/links.ts')).links,
  },
  {
    name: 'parked list',
    summary: 'list events that came in and could not change their pass',
    load: async () => (await parked()).parkedList,
  },
  {
    name: 'parked show',
    summary: 'show such an event, and what was wrong with it',
    load: async () => (await parked()).parkedShow,
  },
  {
    name: 'parked retry',
    summary: 'make the changes of such events, once their cause is mended',
    load: async () => (await parked()).parkedRetry,
  },
  {
    name: 'parked drop',
    summary: 'forget such events',
    load: async () => (await parked()).parkedDrop,
  },
  {
    name: 'rollout start',
    summary: 'bring all passes of a template to its newest version, or sign them anew',
    load: async () => (await rollout()).rolloutStart,
  },
  {
    name: 'rollout list',
    summary: 'list the rollouts of a deployment, newest first',
    load: async () => (await rollout()).rolloutList,
  },
  {
    name: 'rollout show',
    summary: 'show how far a rollout is, and what failed',
    load: async () => (await rollout()).rolloutShow,
  },
  {
    name: 'rollout watch',
    summary: 'watch a rollout until it has ended',
    load: async () => (await rollout()).rolloutWatch,
  },
  {
    name: 'rollout pause',
    summary: 'pause a rollout',
    load: async () => (await rollout()).rolloutPause,
  },
  {
    name: 'rollout resume',
    summary: 'go on with a rollout that was paused',
    load: async () => (await rollout()).rolloutResume,
  },
  {
    name: 'rollout abort',
    summary: 'stop a rollout for good; what it did stays',
    load: async () => (await rollout()).rolloutAbort,
  },
  {
    name: 'rollout back',
    summary: 'take a rollout back: its passes return to the versions they had',
    load: async () => (await rollout()).rolloutBack,
  },
  {
    name: 'why',
    summary: 'say why a pass did not update on a phone, and show what happened to it',
    load: async () => (await import('./commands/why.ts')).why,
  },
  {
    name: 'doctor',
    summary: 'examine a deployment: issue a test pass, do what phones do, look at certificates and clocks, clean up',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'keys create',
    summary: 'make a key for the API of a deployment, and show it once',
    load: async () => (await deployment()).keysCreate,
  },
  {
    name: 'keys list',
    summary: 'list the keys of the API of a deployment, without the keys themselves',
    load: async () => (await deployment()).keysList,
  },
  {
    name: 'keys rotate',
    summary: 'make a new key for tokens and links, personal data or barcodes, or in the place of an API key',
    load: async () => (await deployment()).keysRotate,
  },
  {
    name: 'keys retire',
    summary: 'take a key of sealed barcodes out of use: scanners refuse what it has sealed',
    load: async () => (await deployment()).keysRetire,
  },
  {
    name: 'keys show',
    summary: 'show which keys of tokens, links, personal data and barcodes there are, and which one signs',
    load: async () => (await deployment()).keysShow,
  },
  {
    name: 'keys revoke',
    summary: 'take a key of the API back',
    load: async () => (await deployment()).keysRevoke,
  },
  {
    name: 'export',
    summary: 'write everything of a deployment into a folder: templates, passes, tokens, devices',
    load: async () => (await import('./commands/export.ts')).exportAll,
  },
  {
    name: 'restore copy',
    summary: 'bring passes and registrations back from tables that point-in-time recovery made',
    load: async () => (await restore()).restoreCopy,
  },
  {
    name: 'restore finish',
    summary: 'after a restore: erase again what was erased, and have every device fetch its passes anew',
    load: async () => (await restore()).restoreFinish,
  },
  {
    name: 'device add',
    summary: 'put passes onto a simulated device: verified and registered as an iPhone does',
    load: async () => (await device()).deviceAdd,
  },
  {
    name: 'device list',
    summary: 'show what the simulated device holds',
    load: async () => (await device()).deviceList,
  },
  {
    name: 'device wake',
    summary: 'push to the simulated device: it lists what has changed, and fetches that',
    load: async () => (await device()).deviceWake,
  },
  {
    name: 'device watch',
    summary: 'keep the simulated device awake: it does what pushes of the local stack make it do',
    load: async () => (await device()).deviceWatch,
  },
  {
    name: 'device refresh',
    summary: 'pull a pass of the simulated device down: the same for its web service',
    load: async () => (await device()).deviceRefresh,
  },
  {
    name: 'device reboot',
    summary: 'restart the simulated device: it asks for the changes of all passes',
    load: async () => (await device()).deviceReboot,
  },
  {
    name: 'device rotate',
    summary: 'give the simulated device another push token: it registers all passes again',
    load: async () => (await device()).deviceRotate,
  },
  {
    name: 'device updates',
    summary: 'switch automatic updates of a pass on or off',
    load: async () => (await device()).deviceUpdates,
  },
  {
    name: 'device personalize',
    summary: 'fill in the form of a pass, and verify the signature that comes back',
    load: async () => (await device()).devicePersonalize,
  },
  {
    name: 'device remove',
    summary: 'take a pass off the simulated device',
    load: async () => (await device()).deviceRemove,
  },
  {
    name: 'device conformance',
    summary: "check whether a server keeps to Apple's protocol for passes",
    load: async () => (await import('./commands/device-conformance.ts')).deviceConformance,
  },
]
