/** All commands, by the words that call them. What a command does is loaded when it is called: most need little of the rest. */
import type { Command } from './command.ts'

/** A command before it is loaded: what the help of the whole program says of it. */
export interface CommandEntry {
  /** The words that call it: `signer new`. */
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** The commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'build',
    summary: 'build signed passes from a template and records',
    load: async () => (await import('./commands/build.ts')).build,
  },
  {
    name: 'sign',
    summary: 'sign a ready folder of pass.json and images',
    load: async () => (await import('./commands/sign.ts')).sign,
  },
  {
    name: 'check',
    summary: 'say everything that is wrong with passes, templates and signers, and how to mend it',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'inspect',
    summary: 'show what is in a pass: who signed it, whether it verifies, and what each system would show',
    load: async () => (await import('./commands/inspect.ts')).inspectPass,
  },
  {
    name: 'explain',
    summary: 'tell what the code of a finding or an error means',
    load: async () => (await import('./commands/explain.ts')).explainCode,
  },
  {
    name: 'verify',
    summary: 'check archive, manifest, signature, chain and certificate of a pass',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'bundle',
    summary: 'put several passes into one file, which a customer adds at once',
    load: async () => (await import('./commands/bundle.ts')).bundle,
  },
  {
    name: 'template new',
    summary: 'start a template that builds at once and has no fault',
    load: async () => (await import('./commands/template-new.ts')).templateNew,
  },
  {
    name: 'signer new',
    summary: 'make a throwaway signer: good for everything but a phone',
    load: async () => (await import('./commands/signer-new.ts')).signerNew,
  },
  {
    name: 'signer upload',
    summary: 'put a signer into the secrets of a deployment',
    load: async () => (await import('./commands/signer-upload.ts')).signerUpload,
  },
  {
    name: 'keys create',
    summary: 'make a key for the API of a deployment, and show it once',
    load: async () => (await import('./commands/keys.ts')).keysCreate,
  },
  {
    name: 'keys list',
    summary: 'list the keys of the API of a deployment, without the keys themselves',
    load: async () => (await import('./commands/keys.ts')).keysList,
  },
  {
    name: 'keys revoke',
    summary: 'take a key of the API back',
    load: async () => (await import('./commands/keys.ts')).keysRevoke,
  },
]
