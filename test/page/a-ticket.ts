/** A ticket in three languages, with all that a page shows: fields of every kind, links, a barcode, an expiry. */
import type { TemplateChanges } from '../builders/template.ts'

const strings = (texts: Readonly<Record<string, string>>): string =>
  Object.entries(texts)
    .map(([key, text]) => `"${key}" = "${text}";`)
    .join('\n')

/** Its template. Its value is the `name` of who comes. */
export const aTicket: TemplateChanges = {
  settings: { defaultLanguage: 'en' },
  pass: {
    organizationName: 'Nine Lanterns',
    description: 'ticket',
    logoText: 'Nine Lanterns',
    backgroundColor: 'rgb(40, 20, 70)',
    foregroundColor: 'rgb(255, 255, 255)',
    labelColor: 'rgb(255, 200, 120)',
    expirationDate: '2027-07-16T23:30:00-05:00',
    barcodes: [
      { format: 'PKBarcodeFormatQR', message: '${serialNumber}', messageEncoding: 'iso-8859-1', altText: 'No. 1' },
    ],
    generic: {
      primaryFields: [{ key: 'name', label: 'guest', value: '${name}' }],
      secondaryFields: [
        {
          ...{ key: 'doors', label: 'doors', value: '2027-07-16T19:15:00-05:00' },
          ...{ dateStyle: 'PKDateStyleMedium', timeStyle: 'PKDateStyleShort' },
        },
      ],
      backFields: [
        { key: 'terms', label: 'terms', value: 'terms_text' },
        {
          key: 'help',
          label: 'help',
          value: 'help_text',
          attributedValue: "<a href='https://example.com/help'>example.com/help</a>",
        },
      ],
    },
  },
  files: {
    'en.lproj/pass.strings': strings({
      ...{ ticket: 'Ticket to Night Music', guest: 'Guest', doors: 'Doors', terms: 'Terms', help: 'Help' },
      ...{ terms_text: 'One person per ticket.', help_text: 'Write to us' },
    }),
    'es.lproj/pass.strings': strings({
      ...{ ticket: 'Entrada para Música Nocturna', guest: 'Invitada', doors: 'Puertas', terms: 'Condiciones' },
      ...{ help: 'Ayuda', terms_text: 'Una persona por entrada.', help_text: 'Escríbenos' },
    }),
    'he.lproj/pass.strings': strings({
      ...{ ticket: 'כרטיס למוזיקת לילה', guest: 'אורחת', doors: 'דלתות', terms: 'תנאים', help: 'עזרה' },
      ...{ terms_text: 'אדם אחד לכל כרטיס.', help_text: 'כתבו לנו' },
    }),
  },
}
