/** The house rules about imports: they run downwards, and Web standards are enough for all that is no wiring. */

const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

const tests = '\\.test\\.ts$'

const builders = '^test/builders/'

/** The layers of lib, each with the folders that it may import besides itself. */
const layers = {
  core: [],
  ports: ['core'],
  service: ['core', 'ports'],
  http: ['core', 'ports', 'service'],
  adapters: ['core', 'ports', 'service'],
  device: ['core'],
  cli: ['core', 'ports', 'service', 'http', 'adapters', 'device'],
}

/** The folders of the core, each with the folders that it may import besides itself. All may import the base files. */
const core = {
  format: [],
  archive: ['format'],
  signing: ['format'],
  sealing: ['format'],
  template: ['format', 'sealing'],
  preflight: ['format', 'archive', 'signing', 'sealing', 'template'],
  reading: ['format', 'archive', 'template'],
  drawing: ['format', 'archive', 'signing', 'template', 'preflight', 'reading'],
  inspection: ['format', 'archive', 'signing', 'template', 'preflight', 'reading'],
  links: ['format', 'archive', 'sealing', 'signing', 'template'],
}

/** The files that everything in the core may import, and that import only each other. */
const base = '^lib/core/(base64|bytes|digest|errors|finding)\\.ts$'

const anyOf = (names) => `(${names.join('|')})`

/** A folder imports itself, the folders that it names, and nothing else of the house. */
const downwards = (parent, table, alwaysAllowed) =>
  Object.entries(table).map(([folder, below]) =>
    rule(
      `${parent.replaceAll('/', '-')}-${folder}-imports-downwards`,
      `${parent}/${folder} may import ${[folder, ...below].join(', ')} and nothing else of this house.`,
      { path: `^${parent}/${folder}/` },
      { path: '^(functions|lib|infra)/', pathNot: [`^${parent}/${anyOf([folder, ...below])}/`, ...alwaysAllowed] },
    ),
  )

const direction = [
  ...downwards('lib', layers, []),
  ...downwards('lib/core', core, [base]),
  rule(
    'core-base-imports-only-base',
    'base64, bytes, digest, errors and finding are the vocabulary of the core: they import only each other.',
    { path: base },
    { pathNot: [base, 'node_modules/@noble/hashes/'] },
  ),
  rule(
    'core-folder-has-a-layer',
    'A new folder of the core gets its place in the table above.',
    { path: '^lib/core/[^/]+/', pathNot: `^lib/core/${anyOf(Object.keys(core))}/` },
    {},
  ),
  rule(
    'lib-folder-has-a-layer',
    'A new folder of lib gets its place in the table above.',
    { path: '^lib/[^/]+/', pathNot: `^lib/${anyOf(Object.keys(layers))}/` },
    {},
  ),
  rule(
    'functions-are-the-top',
    'A function wires lib together and is imported by nothing but tests and the server that does their work elsewhere.',
    { path: '^functions/' },
    { path: '^(lib/cli|infra)/' },
  ),
  rule(
    'server-face-is-for-users',
    'lib/server.ts, lib/aws.ts, lib/barcode.ts and lib/drawing.ts are what other projects import; here everybody imports what they stand for.',
    { path: '^(functions|lib|infra)/', pathNot: tests },
    { path: '^lib/(server|aws|barcode|drawing)\\.ts$' },
  ),
  rule(
    'infra-stands-alone',
    'Infrastructure wires lib together; the command line is not its business.',
    { path: '^infra/' },
    { path: '^lib/cli/' },
  ),
  rule(
    'only-wiring-knows-adapters',
    'Only functions, the command line, the servers of infra and the face of the library choose adapters. What files an archive brings along for one, packaging has to know.',
    {
      path: '^(functions|lib|infra)/',
      pathNot: ['^(functions|lib/adapters|lib/cli|infra/(local|serve|worker))/', '^lib/(server|aws)\\.ts$', tests],
    },
    { path: '^lib/adapters/', pathNot: '^lib/adapters/(pictures/files|badges)\\.ts$' },
  ),
  rule(
    'product-knows-no-tests',
    'What users install does without our tests.',
    { path: '^(functions|lib|infra)/', pathNot: tests },
    { path: ['^test/', tests] },
  ),
  rule(
    'unit-tests-know-only-builders',
    'A unit test stands beside its subject and shares nothing with other tests but the builders.',
    { path: `^(functions|lib|infra)/.*${tests}` },
    { path: '^test/', pathNot: builders },
  ),
  rule(
    'builders-stand-on-the-core',
    'Builders make what the tests of the core need, in every runtime.',
    { path: builders },
    { path: '^(functions|lib|infra|test)/', pathNot: ['^lib/core/', builders] },
  ),
  rule('no-circles', 'Modules that import each other cannot be understood one by one.', {}, { circular: true }),
]

const standards = [
  rule(
    'web-standards-only',
    'The core runs unchanged in Node, workerd, Deno, Bun and browsers; so do its tests.',
    { path: '^lib/core/' },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'web-standards-above-the-core',
    'Ports, use cases, HTTP and the simulated device run unchanged in Node, workerd, Deno and Bun.',
    { path: '^lib/(ports|service|http|device)/', pathNot: tests },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'no-buffer',
    "Bytes are Uint8Array; Node's Buffer is not everywhere.",
    { path: '^lib/(core|ports|service|http|device)/' },
    { path: '(^|node_modules/)(buffer|safe-buffer)(/|$)' },
  ),
]

const packages = [
  rule(
    'pki-only-in-signing',
    'pkijs and asn1js are an inner matter of lib/core/signing.',
    { path: '^(functions|lib|infra)/', pathNot: '^lib/core/signing/' },
    { path: 'node_modules/(pkijs|asn1js)/' },
  ),
  rule(
    'pki-only-on-demand',
    'pkijs and asn1js take 30 ms to load: a dynamic import keeps them away from whoever neither makes signatures nor reads lists of revoked certificates.',
    { path: '^lib/core/signing/', pathNot: tests },
    { path: 'node_modules/(pkijs|asn1js)/', dynamic: false, dependencyTypesNot: ['type-only', 'type-import'] },
  ),
  rule(
    'sealing-only-in-its-folder',
    'cborg and @noble/curves are an inner matter of lib/core/sealing.',
    { path: '^(functions|lib|infra)/', pathNot: '^lib/core/sealing/' },
    { path: 'node_modules/(cborg|@noble/curves)/' },
  ),
  rule(
    'sealing-only-on-demand',
    'What seals barcodes is loaded for a template that has one: a dynamic import keeps it away from whoever fills others.',
    {
      path: '^(lib/(core/(template|preflight)|service)|functions)/',
      pathNot: [tests, '^lib/core/template/sealed-barcode\\.ts$'],
    },
    {
      path: '^lib/core/(sealing/(claims|envelope|sealed-barcode)|links/barcode-(keys|verifier)|template/sealed-barcode)\\.ts$',
      dynamic: false,
      dependencyTypesNot: ['type-only', 'type-import'],
    },
  ),
  rule(
    'forge-only-in-the-command-line',
    'node-forge opens old PKCS#12 files on the workstation of an operator; nothing that is deployed has a use for it.',
    { path: '^(functions|lib|infra)/', pathNot: '^lib/cli/signer/' },
    { path: 'node_modules/(@types/)?node-forge/' },
  ),
  rule(
    'forge-only-on-demand',
    'node-forge takes a third of a second to load: only a PKCS#12 file is worth that.',
    { path: '^lib/cli/signer/', pathNot: tests },
    {
      path: 'node_modules/(@types/)?node-forge/',
      dynamic: false,
      dependencyTypesNot: ['type-only', 'type-import'],
    },
  ),
  rule(
    'no-dev-dependency-in-the-product',
    'What users install holds only dependencies.',
    { path: '^(functions|lib)/', pathNot: tests },
    { dependencyTypes: ['npm-dev'] },
  ),
  rule(
    'package-is-declared',
    'A package that package.json does not name may be gone tomorrow.',
    {},
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-optional', 'npm-bundled'] },
  ),
]

const tidiness = [
  rule('import-resolves', 'An import leads somewhere.', {}, { couldNotResolve: true }),
  rule(
    'no-orphans',
    'A module that imports nothing and that nothing imports is left over.',
    // The script of the gallery is sent to browsers as it is.
    { orphan: true, pathNot: [tests, '\\.config\\.ts$', '\\.d\\.ts$', '^\\.', '^infra/local/gallery/browser/'] },
    {},
  ),
]

export default {
  forbidden: [...direction, ...standards, ...packages, ...tidiness],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|\\.local)/' },
    // Imports of types count too: a layer that needs a type of the layer above is no lower layer.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
