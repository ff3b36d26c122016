/** Imports that break each rule of `.dependency-cruiser.mjs`, and imports that look alike and are allowed. */

/** A file with one import, and the rules that must complain about it: none when the import is allowed. */
export interface Planted {
  readonly file: string
  readonly source: string
  readonly breaks: readonly string[]
}

const imports = (file: string, to: string, ...breaks: readonly string[]): Planted => ({
  file,
  source: `import { x } from '${to}'\nexport const y = x\n`,
  breaks,
})

const importsType = (file: string, to: string, ...breaks: readonly string[]): Planted => ({
  file,
  source: `import type { X } from '${to}'\nexport type Y = X\n`,
  breaks,
})

const importsOnDemand = (file: string, to: string, ...breaks: readonly string[]): Planted => ({
  file,
  source: `export const load = () => import('${to}')\n`,
  breaks,
})

/** One plain module in every room, for the planted imports to lead to. */
export const rooms: readonly string[] = [
  'functions/room.ts',
  'infra/local/room.ts',
  'test/room.ts',
  'test/builders/room.ts',
  'lib/adapters/room.ts',
  'lib/cli/room.ts',
  'lib/device/room.ts',
  'lib/http/room.ts',
  'lib/ports/room.ts',
  'lib/service/room.ts',
  'lib/aws.ts',
  'lib/barcode.ts',
  'lib/server.ts',
  'lib/core/index.ts',
  'lib/core/bytes.ts',
  'lib/core/errors.ts',
  'lib/core/archive/room.ts',
  'lib/core/drawing/room.ts',
  'lib/core/format/room.ts',
  'lib/core/links/room.ts',
  'lib/core/preflight/room.ts',
  'lib/core/sealing/sealed-barcode.ts',
  'lib/core/signing/room.ts',
  'lib/core/template/room.ts',
]

/** Imports that break a rule. */
export const forbidden: readonly Planted[] = [
  imports(
    'lib/core/format/a.ts',
    '../../ports/room.ts',
    'lib-core-imports-downwards',
    'lib-core-format-imports-downwards',
  ),
  importsType('lib/ports/a.ts', '../service/room.ts', 'lib-ports-imports-downwards'),
  imports('lib/service/a.ts', '../http/room.ts', 'lib-service-imports-downwards'),
  imports('lib/http/a.ts', '../adapters/room.ts', 'lib-http-imports-downwards', 'only-wiring-knows-adapters'),
  imports('lib/adapters/a.ts', '../http/room.ts', 'lib-adapters-imports-downwards'),
  imports('lib/device/a.ts', '../service/room.ts', 'lib-device-imports-downwards'),
  imports('lib/http/d.ts', '../device/room.ts', 'lib-http-imports-downwards'),
  imports('lib/cli/a.ts', '../../functions/room.ts', 'lib-cli-imports-downwards'),
  imports('lib/cli/b.ts', '../../test/room.ts', 'product-knows-no-tests'),
  imports('lib/cli/h.ts', '../../test/builders/room.ts', 'product-knows-no-tests'),
  imports('lib/core/format/c.test.ts', '../../../test/room.ts', 'unit-tests-know-only-builders'),
  imports('test/builders/a.ts', '../../lib/cli/room.ts', 'builders-stand-on-the-core'),
  imports('functions/a.ts', '../lib/cli/room.ts', 'functions-are-the-top'),
  imports('infra/local/a.ts', '../../lib/cli/room.ts', 'infra-stands-alone'),
  imports('infra/local/face.ts', '../../lib/server.ts', 'server-face-is-for-users'),
  imports('functions/face.ts', '../lib/aws.ts', 'server-face-is-for-users'),
  imports('functions/gate.ts', '../lib/barcode.ts', 'server-face-is-for-users'),
  imports('infra/package/a.ts', '../../lib/adapters/room.ts', 'only-wiring-knows-adapters'),
  imports('lib/core/format/b.ts', '../template/room.ts', 'lib-core-format-imports-downwards'),
  imports('lib/core/archive/a.ts', '../signing/room.ts', 'lib-core-archive-imports-downwards'),
  importsType('lib/core/signing/a.ts', '../template/room.ts', 'lib-core-signing-imports-downwards'),
  imports('lib/core/template/a.ts', '../preflight/room.ts', 'lib-core-template-imports-downwards'),
  imports('lib/core/preflight/a.ts', '../drawing/room.ts', 'lib-core-preflight-imports-downwards'),
  imports('lib/core/drawing/a.ts', '../links/room.ts', 'lib-core-drawing-imports-downwards'),
  imports('lib/core/inspection/a.ts', '../links/room.ts', 'lib-core-inspection-imports-downwards'),
  imports('lib/core/reading/a.ts', '../preflight/room.ts', 'lib-core-reading-imports-downwards'),
  imports('lib/core/links/a.ts', '../index.ts', 'lib-core-links-imports-downwards'),
  importsOnDemand('lib/core/links/b.ts', '../preflight/room.ts', 'lib-core-links-imports-downwards'),
  imports('lib/core/template/a.test.ts', '../index.ts', 'lib-core-template-imports-downwards'),
  imports('lib/core/finding.ts', './format/room.ts', 'core-base-imports-only-base'),
  imports('lib/core/new/a.ts', '../bytes.ts', 'core-folder-has-a-layer'),
  imports('lib/new/a.ts', '../core/bytes.ts', 'lib-folder-has-a-layer'),
  imports('lib/core/format/circle.ts', './round.ts', 'no-circles'),
  // A circle is reported once, at its first file.
  importsType('lib/core/format/round.ts', './circle.ts'),
  imports('lib/core/format/c.ts', 'node:crypto', 'web-standards-only'),
  imports('lib/core/format/d.ts', 'fs', 'web-standards-only'),
  imports('lib/core/format/a.test.ts', 'node:fs', 'web-standards-only'),
  imports('lib/ports/b.ts', 'node:crypto', 'web-standards-above-the-core'),
  imports('lib/service/b.ts', 'node:crypto', 'web-standards-above-the-core'),
  imports('lib/http/b.ts', 'node:http', 'web-standards-above-the-core'),
  imports('lib/device/b.ts', 'node:http', 'web-standards-above-the-core'),
  imports('lib/core/format/e.ts', 'node:buffer', 'web-standards-only', 'no-buffer'),
  imports('lib/core/template/b.ts', 'pkijs', 'pki-only-in-signing'),
  importsOnDemand('lib/cli/c.ts', 'asn1js', 'pki-only-in-signing'),
  imports('lib/core/signing/b.ts', 'pkijs', 'pki-only-on-demand'),
  imports('lib/core/signing/c.ts', 'asn1js', 'pki-only-on-demand'),
  {
    file: 'lib/core/signing/h.ts',
    source: "import type { X } from 'pkijs'\nimport { x } from 'pkijs'\nexport const y: X = [x, import('pkijs')]\n",
    breaks: ['pki-only-on-demand'],
  },
  imports('lib/core/sealing/a.ts', '../template/room.ts', 'lib-core-sealing-imports-downwards'),
  importsOnDemand('lib/core/links/c.ts', 'cborg', 'sealing-only-in-its-folder'),
  imports('lib/service/seal.ts', '../core/sealing/sealed-barcode.ts', 'sealing-only-on-demand'),
  importsOnDemand('lib/adapters/forge.ts', 'node-forge', 'forge-only-in-the-command-line'),
  imports('lib/cli/signer/forge.ts', 'node-forge', 'forge-only-on-demand'),
  imports('lib/core/format/f.ts', 'fast-check', 'no-dev-dependency-in-the-product'),
  imports('functions/b.ts', 'esbuild', 'no-dev-dependency-in-the-product'),
  imports('lib/cli/d.ts', 'chai', 'package-is-declared'),
  imports('lib/cli/e.ts', './nowhere.ts', 'import-resolves'),
  { file: 'lib/cli/left-over.ts', source: 'export const x = 1\n', breaks: ['no-orphans'] },
]

/** Imports that the rules leave alone. */
export const allowed: readonly Planted[] = [
  imports('functions/c.ts', '../lib/http/room.ts'),
  imports('functions/d.ts', '../lib/adapters/room.ts'),
  imports('lib/cli/f.ts', '../adapters/room.ts'),
  imports('lib/cli/g.ts', 'node:fs'),
  importsOnDemand('lib/cli/signer/opener.ts', 'node-forge'),
  importsType('lib/cli/signer/types.ts', 'node-forge'),
  imports('lib/cli/i.ts', '../device/room.ts'),
  importsOnDemand('lib/service/sealer.ts', '../core/sealing/sealed-barcode.ts'),
  imports('lib/device/c.ts', '../core/index.ts'),
  imports('infra/local/b.ts', '../../lib/adapters/room.ts'),
  imports('infra/local/c.ts', 'esbuild'),
  imports('lib/http/c.ts', '../service/room.ts'),
  imports('lib/service/c.ts', '../ports/room.ts'),
  imports('lib/ports/c.ts', '../core/index.ts'),
  imports('lib/ports/c.test.ts', 'node:crypto'),
  imports('lib/core/build.ts', './preflight/room.ts'),
  imports('lib/core/preflight/b.ts', '../signing/room.ts'),
  imports('lib/core/signing/d.ts', '../format/room.ts'),
  imports('lib/core/archive/b.ts', 'fflate'),
  imports('lib/core/errors.test.ts', './errors.ts'),
  imports('lib/core/format/b.test.ts', 'fast-check'),
  importsOnDemand('lib/core/signing/e.ts', 'pkijs'),
  importsType('lib/core/signing/f.ts', 'pkijs'),
  imports('lib/core/signing/g.test.ts', 'asn1js'),
  imports('lib/core/format/d.test.ts', '../../../test/builders/room.ts'),
  imports('test/builders/c.ts', '../../lib/core/index.ts'),
  imports('test/a.ts', '../lib/core/signing/room.ts'),
]
