/** How an export lies in its folder, and the words that lie beside it. */

/** The format of an export, as its description names it. */
export const exportFormat = { name: 'passwright-export', version: 1 } as const

/** Where what lies. */
export const places = {
  description: 'export.json',
  readMe: 'README.txt',
  templates: 'templates/versions.ndjson',
  template: (name: string, version: number): string => `templates/${name}/${version}.zip`,
  adoptable: (passType: string): string => `adopt/${passType}.ndjson`,
  personalizable: (passType: string): string => `personalizable/${passType}.ndjson`,
  records: (passType: string): string => `records/${passType}.ndjson`,
  image: (sha256: string): string => `images/${sha256}.png`,
  personalData: (passType: string): string => `personal-data/${passType}.ndjson`,
} as const

/** What is said to whoever makes an export. */
export const warning =
  'this folder holds secrets: with the token of a pass anybody can fetch it and end its updates, and values and push tokens are your customers’; keep it encrypted, and delete it when it has served'

/** What an export does not hold. */
export const leftOut =
  'not in it: certificates and keys, the keys of tokens and links, API keys, built passes, timelines, rollouts, imports, parked events and tombstones'

/** The words that lie beside an export. */
export const readMe = (hasPersonalData: boolean): string => `An export of passes, made by passwright export.

THIS FOLDER HOLDS SECRETS. With the token of a pass anybody can fetch the pass and end its updates. Values, push tokens and
images are those of your customers. Keep it encrypted, and delete it when it has served.

export.json                what this is, when it was made, and how much of everything there is
templates/versions.ndjson  every published version of every template, one a line, the first one first
templates/NAME/N.zip       the files of version N of a template, as they were published
adopt/PASS_TYPE.ndjson     passes, one a line, as passwright adopt takes them: template, values, token, date, and the devices
                           that hold the pass. One that many devices hold stands on several lines
personalizable/PASS_TYPE.ndjson
                           the same of passes whose template asks who their holder is: passwright adopt takes none of these
records/PASS_TYPE.ndjson   the same passes with all else that is known of them: whether void, numbers, times, images
images/SHA256.png          images of passes, by the digest that the records name
personal-data/PASS_TYPE.ndjson
                           ${hasPersonalData ? 'what holders have said of themselves in forms' : 'not here: --personal-data was not given. Values that were made of answers are among the values'}

Not here: certificates and keys, the keys of tokens and links, API keys, built passes, timelines, rollouts, imports, parked
events and tombstones of what was erased.

To bring it into another deployment: name the pass types among its adoptedPassTypes, publish the versions of each template in
their order (POST /api/v1/templates), then passwright adopt adopt/PASS_TYPE.ndjson --url URL for each pass type. Put images
(PUT …/images/NAME) and void passes (POST …/void) by the records. Last, lead the old publicBaseUrl to the new deployment: phones go on with the tokens that they hold.
`
