/** What Apple's Pass Designer saves, for tests. */
import { type Bytes, copyBytes, utf8 } from '../../lib/core/bytes.ts'
import { pngStub } from './template.ts'
import { aZip } from './zip.ts'

const designed = {
  formatVersion: 1,
  passTypeIdentifier: 'pass.com.example.card',
  teamIdentifier: 'ABCDE12345',
  serialNumber: '',
  organizationName: 'Example',
  description: 'Card of a dog',
  webServiceURL: '',
  authenticationToken: '',
  generic: { primaryFields: [{ key: 'name', label: 'Name', value: 'Rex', _id: 'F1' }] },
}

/** The archive of a `.pkpasstemplate`: a card that shows `name`, with whatever is changed. */
export const aDesign = (pass: object = {}, folder = ''): Bytes =>
  aZip(
    [
      { name: 'pass.json', data: utf8(JSON.stringify({ ...designed, ...pass })) },
      { name: 'tooling.json', data: utf8('{"designerVersion":"1.0"}') },
      { name: 'icon.png', data: copyBytes(pngStub('1')) },
      { name: 'icon@2x.png', data: copyBytes(pngStub('2')) },
    ].map(({ name, data }) => ({ name: folder + name, data })),
  )
