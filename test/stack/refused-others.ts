/** Requests for templates, links and addresses that are refused. */
import { expect } from 'vitest'
import { utf8 } from '../../lib/core/bytes.ts'
import { aZip } from '../builders/zip.ts'
import { aLink, linkUntil } from './a-link.ts'
import { publish } from './a-pass.ts'
import { cardArchive } from './archives.ts'
import { passType } from './deployment.ts'
import type { Answer } from './http.ts'
import type { Refusal, Scene } from './refusals.ts'

const publishing =
  (archive: () => Uint8Array) =>
  ({ deployment }: Scene): Promise<Answer> =>
    publish(deployment, archive())

const key = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg\n-----END PRIVATE KEY-----\n'

const templates: readonly Refusal[] = [
  {
    what: 'a template with a path out of its folder',
    ask: publishing(() => aZip([{ name: 'template.json' }, { name: '../x' }])),
    status: 422,
    code: 'archive/unsafe-path',
  },
  {
    what: 'a zip bomb',
    ask: publishing(() => aZip([{ name: 'template.json', method: 8, data: new Uint8Array(20_000_000) }])),
    status: 422,
    code: 'archive/ratio',
  },
  {
    what: 'a bomb that lies about its size',
    ask: publishing(() => aZip([{ name: 'template.json', method: 8, data: new Uint8Array(20_000_000), size: 1000 }])),
    status: 422,
    code: 'archive/damaged',
  },
  {
    what: 'what is no zip',
    ask: publishing(() => utf8('no zip at all')),
    status: 422,
    code: 'archive/not-zip',
  },
  {
    what: 'a template with a private key',
    ask: publishing(() => cardArchive({ name: 'leaky', files: { 'signer.pem': key } })),
    status: 422,
    code: 'template/file-refused',
  },
  {
    what: 'a template without settings',
    ask: publishing(() => aZip([{ name: 'pass.json' }])),
    status: 422,
    code: 'template/file-missing',
  },
  {
    what: 'a template whose sample does not fit its schema',
    ask: publishing(() => cardArchive({ name: 'misfit', sample: { name: 7 } })),
    status: 422,
    code: 'template/settings-invalid',
  },
  {
    what: 'a template that would take the name of one of another pass type',
    ask: publishing(() =>
      cardArchive({ name: 'store-card', settings: { passTypeIdentifier: 'pass.com.example.passwright.event' } }),
    ),
    status: 409,
    code: 'template/identity-changed',
  },
  {
    what: 'a template that is no zip by its own account',
    ask: ({ deployment }) => deployment.api('POST', '/templates', { json: {} }),
    status: 415,
    code: 'request/media-type',
  },
  {
    what: 'an upload that never came',
    ask: ({ deployment }) => deployment.api('POST', `/uploads/${'A'.repeat(22)}/publish`),
    status: 404,
    code: 'upload/not-found',
  },
  {
    what: 'an upload of 33 MB',
    ask: ({ deployment }) => deployment.api('POST', '/uploads', { json: { bytes: 34_603_009 } }),
    status: 413,
    code: 'request/too-large',
  },
]

const inspecting =
  (body: () => Uint8Array) =>
  ({ deployment }: Scene): Promise<Answer> =>
    deployment.api('POST', '/inspect', { body: body(), headers: { 'content-type': 'application/octet-stream' } })

const packages: readonly Refusal[] = [
  {
    what: 'to inspect what is no archive',
    ask: inspecting(() => utf8('no archive at all')),
    status: 422,
    code: 'archive/not-zip',
  },
  {
    what: 'to inspect an archive of more files than anybody needs',
    ask: inspecting(() => aZip(Array.from({ length: 1001 }, (_, index) => ({ name: `${index}.png` })))),
    status: 413,
    code: 'archive/too-many-files',
  },
  {
    what: 'to inspect more than 4 MB at once',
    ask: inspecting(() => new Uint8Array(4_000_001)),
    status: 413,
    code: 'request/too-large',
  },
  {
    what: 'a bundle with a pass that is not there',
    ask: ({ deployment, there, absent }) => {
      const serials = [there.serial, absent.split('/').at(-1)]
      const passes = serials.map((serialNumber) => ({ passTypeIdentifier: passType, serialNumber }))
      return deployment.api('POST', '/bundles', { json: { passes } })
    },
    status: 404,
    code: 'pass/not-found',
  },
]

const isPage = ({ headers, text }: Answer): void => {
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(text).not.toContain('pass.pkpass')
}

const now = () => Math.floor(Date.now() / 1000)

const links: readonly Refusal[] = [
  {
    what: 'a forged link',
    ask: async ({ deployment, there }) => {
      const { token } = await aLink(deployment, there.path)
      const forged = (token.startsWith('A') ? 'B' : 'A') + token.slice(1)
      return await deployment.send('GET', `/p/${forged}`)
    },
    status: 403,
    says: isPage,
  },
  {
    what: 'the bytes behind a link to another pass',
    ask: async ({ deployment, there, absent }) => {
      const { token } = await aLink(deployment, there.path)
      const other = token.replace(there.serial, absent.split('/').at(-1) ?? '')
      return await deployment.send('GET', `/p/${other}/pass.pkpass`)
    },
    status: 403,
    says: isPage,
  },
  {
    what: 'an expired link',
    ask: async ({ deployment, there }) => {
      const good = await linkUntil(deployment, there.serial, now() + 60)
      expect((await deployment.send('GET', `/p/${good}`)).status).toBe(200)
      return await deployment.send('GET', `/p/${await linkUntil(deployment, there.serial, now() - 1)}/pass.pkpass`)
    },
    status: 410,
    says: isPage,
    needsServers: true,
  },
  {
    what: 'a link that would end too soon',
    ask: ({ deployment, there }) =>
      deployment.api('POST', `${there.path}/links`, { json: { expiresAt: new Date().toISOString() } }),
    status: 422,
    code: 'link/expiry-invalid',
  },
  {
    what: 'a link to no pass',
    ask: ({ deployment, absent }) => deployment.api('POST', `${absent}/links`),
    status: 404,
    code: 'pass/not-found',
  },
]

const allows =
  (methods: string) =>
  ({ headers }: Answer): void =>
    expect(headers.allow).toBe(methods)

const addresses: readonly Refusal[] = [
  {
    what: 'a method that an address does not take',
    ask: ({ deployment, there }) => deployment.api('POST', there.path, { json: {} }),
    status: 405,
    code: 'request/method-not-allowed',
    says: allows('PUT, GET, HEAD, PATCH, DELETE'),
  },
  {
    what: 'a method that a link does not take',
    ask: async ({ deployment, there }) => deployment.send('POST', (await aLink(deployment, there.path)).file),
    status: 405,
    says: allows('GET, HEAD'),
  },
  {
    what: 'an address below the API with nothing there',
    ask: ({ deployment }) => deployment.api('GET', '/nothing'),
    status: 404,
    code: 'request/not-found',
  },
  {
    what: 'an address that the gateway has no route for',
    ask: ({ deployment }) => deployment.send('GET', '/nothing'),
    status: 404,
  },
  {
    what: 'an address that cannot be decoded',
    ask: ({ deployment }) => deployment.api('GET', `/passes/${passType}/%E0%A4%A`),
    status: 400,
  },
  {
    what: 'a parameter that there is not',
    ask: ({ deployment }) => deployment.api('GET', '/passes?template=card&curser=x'),
    status: 400,
    code: 'request/parameter-invalid',
  },
  {
    what: 'a cursor that no list gave out',
    ask: ({ deployment }) => deployment.api('GET', '/passes?template=card&cursor=AAAA'),
    status: 400,
    code: 'request/cursor-invalid',
  },
]

/** Everything else that is refused. */
export const refusedOthers: readonly Refusal[] = [...templates, ...packages, ...links, ...addresses]
