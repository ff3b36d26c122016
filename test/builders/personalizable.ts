/** A template for passes that ask their first holder who they are: a store card with a form, its logo and NFC. */
import { aPng } from './png.ts'
import type { TemplateChanges } from './template.ts'

const form = {
  requiredPersonalizationFields: ['PKPassPersonalizationFieldName', 'PKPassPersonalizationFieldEmailAddress'],
  description: 'join_text',
  termsAndConditions: "<a href='https://example.com/terms'>Terms</a>",
}

const logo = (scale: number) => aPng({ width: 150 * scale, height: 40 * scale })
const icon = (scale: number) => aPng({ width: 38 * scale, height: 38 * scale })

/** The files of the form: itself and its logo. */
export const formFiles = {
  'personalization.json': JSON.stringify(form),
  'personalizationLogo.png': logo(1),
  'personalizationLogo@2x.png': logo(2),
  'personalizationLogo@3x.png': logo(3),
}

const files = {
  ...formFiles,
  'icon.png': icon(1),
  'icon@2x.png': icon(2),
  'icon@3x.png': icon(3),
  'en.lproj/pass.strings':
    '"join_text" = "Join, and the first coffee is on us.";\n"holder" = "Holder";\n"holder_change" = "This card is now held by %@.";',
  'es.lproj/pass.strings':
    '"join_text" = "Únete: el primer café corre de nuestra cuenta.";\n"holder" = "Titular";\n"holder_change" = "Esta tarjeta es ahora de %@.";',
}

const nfcKey = 'MDkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDIgADsgPpvDDhKDl1VXbhmBnFiYqr5FHuFkcaTcVOEqjLhAM='

const pass = {
  generic: undefined,
  backgroundColor: 'rgb(20, 20, 20)',
  foregroundColor: 'rgb(255, 255, 255)',
  labelColor: 'rgb(255, 255, 255)',
  nfc: { message: '${serialNumber}', encryptionPublicKey: nfcKey },
  storeCard: {
    secondaryFields: [{ key: 'holder', label: 'holder', value: '${name}', changeMessage: 'holder_change' }],
  },
}

/** What makes `aTemplate` personalizable: the full name becomes the value `name`, which has at most 40 characters. */
export const personalizable: TemplateChanges = {
  pass,
  files,
  values: { name: { type: 'string', minLength: 1, maxLength: 40 } },
  settings: { personalization: { values: { name: 'fullName' } } },
}
