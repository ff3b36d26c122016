/** What the codes of errors mean, as they stand in messages of the command line and in answers of the API. */
import type { DeviceErrorCode } from '../device/errors.ts'
import { type ProblemCode, problemKinds } from '../http/problem/problem-codes.ts'
import type { InputErrorCode, OutputError, UsageError } from './errors.ts'

/** What an error means and what to do about it. */
export interface ErrorExplanation {
  readonly code: string
  /** The kind of fault, as a sentence. */
  readonly what: string
  readonly fix: string
  /** The HTTP status, for what the API answers. */
  readonly status?: number
}

type LocalCode = InputErrorCode | OutputError['code'] | UsageError['code'] | DeviceErrorCode

const local: Readonly<Record<LocalCode, readonly [what: string, fix: string]>> = {
  usage: ['The command was called in a way that it does not understand', 'passwright COMMAND --help tells its options'],
  'input/unreadable': ['A file or folder cannot be read', 'look at the path and at its permissions'],
  'input/not-a-path': ['Something else was given where a path is wanted', 'save it to a file and give the path'],
  'input/invalid-json': [
    'A file is not JSON',
    'mend it where the message says; records may also stand one a line in FILE.ndjson',
  ],
  'input/too-large': ['A file, a folder or an answer is larger than what is read', 'give less at once'],
  'input/occupied': [
    'The place already holds something that is not replaced',
    'name another folder, or empty this one yourself',
  ],
  'input/no-package': [
    'The folder holds nothing that could be looked at',
    'name a pass, a bundle, a template, or a folder of them',
  ],
  'input/no-barcode': [
    'The pass has no sealed barcode',
    'name a pass whose template has sealedBarcode, or a text file with what a scanner has read',
  ],
  'input/no-records': ['There are no records', 'give at least one'],
  'input/records-invalid': [
    'Some records do not fit, so that nothing was built',
    'mend the records that the findings name',
  ],
  'input/no-key': ['There is no key of this id', 'passwright keys list and passwright keys show tell which there are'],
  'input/keys-unusable': [
    'A file holds no usable keys of barcodes',
    'write {"current": "1", "1": "…"} with 32 random characters or more for each key',
  ],
  'input/key-in-use': ['The key is the one in use', 'make another one with passwright keys rotate first'],
  'input/no-signer': [
    'The deployment has no signer of this pass type',
    'look at --stage and --pass-type, and put the first one in with passwright signer upload',
  ],
  'input/signer-unfit': [
    'A signer cannot take the place of the one in use',
    'take a certificate of the same team, for the same passes, that is valid; the message says what differs',
  ],
  'input/rotation-pending': [
    'Another new key or certificate is waiting for its moment',
    'wait for it: passwright keys show and passwright signer show --stage tell when; a signer can be taken back with passwright signer rollback',
  ],
  'input/no-rollback': [
    'There is no other signer to go back to',
    'put the one that is wanted in with passwright signer upload',
  ],
  'input/no-room': ['A key ring has no number left for another key', 'keep the keys that there are: 255 is the most'],
  'input/no-credentials': ['There are no AWS credentials', 'set AWS_PROFILE, or the variables of a key'],
  'input/no-deployment': [
    'It is not known which tables, buckets and queues a deployment has',
    'name it with --stage, or set the variables that its functions have',
  ],
  'input/not-restored': [
    'A restore is finished in another order, or of another table',
    'copy, set generation and restoredAt of the stage, deploy it, then finish: see the runbook',
  ],
  'input/not-exported': [
    'Something that is to be exported is lost',
    'put back what the message names: old versions of the bucket of templates keep it for a month',
  ],
  'input/no-region': ['No AWS region is set', 'set AWS_REGION, or the region of the profile'],
  'input/not-served': [
    'The web service of a pass cannot be asked for it',
    'look at webServiceURL and authenticationToken of the pass, and at the service',
  ],
  'input/no-answer': [
    'The API of a deployment does not answer',
    'look at --url and at the deployment, then run the command again: what was done is not done twice',
  ],
  'input/no-api': [
    'The API of a deployment does not take the request',
    'look at --url, and at the scopes of the key in PASSWRIGHT_API_KEY with passwright keys list',
  ],
  'input/no-pushes': [
    'Nobody tells a simulated device of pushes there',
    'start the local stack with npm start, and add passes of it; or wake the device with passwright device wake',
  ],
  'input/change-failed': [
    'The command that was to change a pass has failed',
    'run it by itself: it has to end with 0, also the second time',
  ],
  'input/p12-unreadable': [
    'A .p12 file is damaged, or encrypted in a way that is not known',
    'export it once more: in Keychain Access, under My Certificates, with its private key',
  ],
  'input/no-pass-certificate': [
    'No file holds a Pass Type ID certificate, the only kind that signs passes',
    'issue one at developer.apple.com with what passwright signer request makes, and import that',
  ],
  'input/no-private-key': [
    'There is a certificate, and no private key',
    'give the key, or import into the folder that passwright signer request made; a key that is lost needs a new request',
  ],
  'input/no-intermediate': [
    'The intermediate that issued the certificate is not there and could not be fetched',
    'download it from https://www.apple.com/certificateauthority/ and give it as another file',
  ],
  'input/issuer-untrusted': [
    'The intermediate does not hang under a root of Apple',
    'give the one of Apple; for lookalikes in tests name their root with --trust',
  ],
  'input/several-signers': [
    'The files hold signers of several pass types',
    'say with --pass-type which one is meant, and import one after the other',
  ],
  'device/address-refused': [
    'The address of a web service is neither https nor on this machine, or names a user',
    'mend webServiceURL: tokens are sent only where nobody can listen',
  ],
  'device/no-answer': ['A server did not answer', 'look at its address, and whether it runs'],
  'device/answer-too-large': ['A server sent more than a simulated device takes', 'look at what it sends'],
  'device/unsendable': [
    'A request cannot be made of what a pass or a server says',
    'use letters, digits and punctuation of ASCII in authenticationToken, serialNumber and lastUpdated',
  ],
  'device/state-invalid': [
    'The file is not the memory of a simulated device',
    'name another one with --state, or begin anew with passwright device add',
  ],
  'device/pass-not-held': ['The simulated device holds no such pass', 'passwright device list shows what it holds'],
  'device/no-web-service': [
    'The pass names no web service that could be asked',
    'use a pass with webServiceURL and authenticationToken',
  ],
  'device/nothing-to-personalize': [
    'The pass has no form to fill in',
    'use a store card with nfc, personalization.json, its logo and a web service',
  ],
  'device/form-incomplete': ['An answer is missing that the form of a pass asks for', 'give what the message names'],
  'output/unwritable': ['A file cannot be written', 'name another place, or make room for it'],
}

const again = 'try again'
const tellTheOperator = 'tell whoever runs the service the id of the request'

const remedies: Readonly<Record<ProblemCode, string>> = {
  'request/invalid': 'compare the request with /openapi.json',
  'request/json-invalid': 'send one JSON value in UTF-8',
  'request/parameter-invalid': 'compare the parameter with /openapi.json',
  'request/header-invalid': 'compare the header with /openapi.json',
  'request/key-missing': 'send Authorization: Bearer and a key that passwright keys create made',
  'request/key-invalid': 'make a new key with passwright keys create: only hashes of the old ones are kept',
  'request/scope-missing': 'use a key that has the scope; passwright keys list shows what each may do',
  'request/too-large': 'send less; large templates go through an upload',
  'request/media-type': 'name the media type that /openapi.json tells',
  'request/method-not-allowed': 'the header Allow names the methods of this address',
  'request/not-found': 'look at the address: /openapi.json lists all',
  'request/body-invalid': 'mend each place that the findings name',
  'request/cursor-invalid': 'begin again without a cursor',
  'idempotency/key-reused': 'take a new key for each new request',
  'template/not-found': 'publish it first, or look at its name and version',
  'template/identity-changed': 'a template keeps its pass type and team: publish under another name',
  'template/pass-type-unknown': 'add the pass type to the stage and deploy, or mend the identifier',
  'template/pass-type-mismatch': 'use a template of the pass type in the address',
  'template/busy': again,
  'template/file-missing': 'add the file at the root of the template',
  'template/file-invalid': 'mend the file as the message says',
  'template/file-refused': 'move it out of the folder: every file of a template goes to every customer',
  'template/settings-invalid': 'mend template.json where the findings say',
  'template/schema-invalid': 'write a JSON Schema, draft 2020-12, without what the message names',
  'template/expression-invalid': 'mend the JSON-e expression at the place that the message names',
  'template/expression-refused': 'give what it would compute as a value: every build of a pass must come out the same',
  'upload/not-found': 'begin a new upload: an address is good for a short time',
  'values/invalid': 'mend each value that the findings name',
  'values/not-fillable': 'give a value for the placeholder, or a default in the schema',
  'values/image-invalid': 'give a PNG file, named as an image of a pass',
  'import/not-found': 'look at the id: imports are remembered for 30 days',
  'import/format-unknown': 'name the file so that it ends in .csv, .ndjson or .jsonl, and upload it again',
  'import/file-missing': 'upload the file again; nobody but the service should remove files under imports/',
  'import/file-replaced': 'give each file a name of its own, and upload the one that is to be imported again',
  'import/not-utf8': 'save the file as UTF-8; spreadsheets call that "CSV UTF-8"',
  'import/header-invalid': 'mend the first line: a name for each column, and each of them once',
  'import/quote-open': 'close the quotation mark in the row that the message names; one inside of a cell is doubled',
  'import/no-rows': 'give one row at least; a table has a header above them',
  'import/too-many-rows': 'import it as several files',
  'import/row-invalid': 'mend the row as the message says, and import it again: what is done is not done twice',
  'import/row-too-large': 'make the row shorter, and import it again',
  'pass/not-found': 'look at the pass type and the serial number',
  'pass/erased':
    'what it held is gone for good, and no link brings it back: if it is wanted after all, issue it anew by PUT, and make a link of it',
  'pass/exists': 'leave out If-None-Match to replace it; a pass that is here is changed, not adopted',
  'pass/revision-stale': 'read the pass again, then repeat the change with its new ETag',
  'pass/busy': again,
  'pass/serial-number-invalid': 'take 1 to 64 of A-Z a-z 0-9 _ ~ -, with dots inside',
  'pass/too-large': 'use smaller images',
  'pass/image-not-found': 'the record lists its own images; those of the template are not its own',
  'pass/not-personalized': 'there is nothing to tell or to erase before somebody has filled in the form',
  'pass/serial-number-guessable': 'create the pass with POST /passes, or take a template without personalization.json',
  'pass/refused': 'mend each error that the findings name; passwright explain tells more of each code',
  'pass/invalid-json': 'write pass.json as one JSON object in UTF-8',
  'pass/file-refused': 'move it out of the folder: every file of it goes into the pass',
  'pass/not-filled': 'make it with template.fill or readyPass',
  'pass/not-sealed':
    'give template.fill what seals the barcode: sealBarcode, by makeBarcodeSealer of passwright/barcode',
  'event/invalid': 'send it again as its JSON Schema says, with a new event id',
  'event/stale': 'nothing is to be done: a later event of its source was taken; drop it if it is parked',
  'event/too-many-sources': 'number the events of few sources, or leave the sequence out',
  'parked/not-found': 'passwright parked list shows those that there are; they vanish after 30 days',
  'parked/not-kept': 'send the event again from its source, then drop this one',
  'rollout/not-found': 'passwright rollout list shows those that there are',
  'rollout/running': 'wait for the one that the message names, or abort it with passwright rollout abort',
  'rollout/ended': 'begin another one with passwright rollout start',
  'rollout/not-reversible': 'sign anew with the signer that is to count; there is no version to go back to',
  'rollout/filter-too-large': 'give fewer values, and 1 to 100 versions',
  'rollout/busy': again,
  'asset/too-large': 'use smaller files',
  'bundle/pass-count': 'give 1 to 10 passes',
  'bundle/too-large': 'give fewer passes, or smaller ones',
  'bundle/not-a-pass': 'give finished .pkpass files; passwright check says what is wrong with one',
  'archive/not-zip': 'give a zip archive',
  'archive/damaged': 'pack it anew, or fetch a new copy',
  'archive/unsupported': 'pack it with a plain zip program: stored or deflated, not encrypted, without links',
  'archive/unsafe-path': 'name files by their paths below the root of the archive',
  'archive/duplicate-name': 'keep one of the files',
  'archive/too-many-files': 'pack fewer files',
  'archive/too-large': 'use smaller files',
  'archive/ratio': 'no honest file of a pass compresses like that: use another one',
  'signer/certificate-unreadable': 'give the Pass Type ID certificate as Apple sends it, or as PEM',
  'signer/key-unreadable':
    'give the private key as PEM or DER, PKCS#8 or PKCS#1; passwright signer import takes a .p12 apart',
  'signer/passphrase-missing': 'give the passphrase: the command line takes it from PASSWRIGHT_KEY_PASSPHRASE',
  'signer/passphrase-wrong': 'give the passphrase that the key was encrypted with',
  'signer/key-mismatch': 'give the key that the certificate was requested with, or request a new certificate',
  'signer/intermediate-mismatch': "give Apple's Worldwide Developer Relations certificate that issued it, mostly G4",
  'signer/not-a-pass-certificate': 'request a Pass Type ID certificate in the developer account',
  'signer/expired':
    'renew the certificate (passwright signer request tells how) and put it in with passwright signer renew; passes signed before stay good',
  'signer/not-yet-valid': 'look at the clock, or sign later',
  'signer/wrong-pass-type': 'use the certificate of the pass type, or mend passTypeIdentifier',
  'signer/wrong-team': 'use a certificate of the team, or mend teamIdentifier',
  'signer/nfc-not-allowed': 'ask Apple for a certificate with NFC, or leave nfc and personalization out',
  'signer/signing-time': 'give a date with time and zone, such as 2027-01-31T12:00:00Z',
  'signer/revocation-list-unreadable': 'give the list as its authority offers it, DER or PEM',
  'drawing/no-pass': 'send one pass: a .pkpass, or a zip of its folder; of a bundle, one of its passes',
  'drawing/too-large': 'ask for format=png, or use smaller images in the pass',
  'signer/missing': 'put a signer in with passwright signer upload',
  'signer/unusable':
    'look at the signer with passwright signer check, then put a good one in with passwright signer renew',
  'push/refused': 'report the reason that the message names: the fault is ours, or new to us',
  'push/misconfigured':
    'look at the certificate of the pass type, then upload a good one: pushes wait, and go on by themselves',
  'personalization/invalid': 'compare the form with personalization.json and the schema of the values',
  'personalization/taken': 'the first holder of a pass stays its holder: issue another pass',
  'personalization/token-refused': 'send the token that Wallet made: 1 to 512 letters, digits and + / = _ . : -',
  'token/key-invalid': 'an operator has to mend the keys of the deployment',
  'token/key-missing': 'an operator has to put the key back: keys are only ever added',
  'token/content-invalid': tellTheOperator,
  'adoption/not-allowed': 'name the pass type among the adopted ones of the stage and deploy',
  'adoption/invalid': 'mend each place that the findings name',
  'wallet/unauthorized': 'compare the authenticationToken of the pass on the device with that of the pass as it is now',
  'wallet/body-invalid': "send what Wallet sends: see Apple's documentation of its web service for passes",
  'registration/too-many': 'remove passes from the device, or issue passes under several pass types',
  'link/forged': 'take the whole link from where it was sent',
  'link/expired': 'ask for a new link',
  'link/revoked': 'ask for a new link',
  'link/place-unknown': 'take the address of a pass from the page of the link',
  'link/too-long': 'shorten the values, put fewer passes into one link, or issue the passes and link to those',
  'link/enrolment-needed': 'make an enrolment link: it gives everybody who follows it a pass of their own',
  'link/order-invalid': 'name one to ten passes, each once',
  'link/revocation-invalid': 'give a moment that is past, or none for all links until now',
  'link/expiry-invalid': 'give a time to come, within what the API tells',
  'service/unavailable': again,
  'service/internal': tellTheOperator,
}

const isProblem = (code: string): code is ProblemCode => Object.hasOwn(problemKinds, code)

const isLocal = (code: string): code is LocalCode => Object.hasOwn(local, code)

/** Every code of errors, by the alphabet. */
export const errorCodes: readonly string[] = [...Object.keys(local), ...Object.keys(problemKinds)].sort()

/** What the code of an error means; undefined for a code that no error carries. */
export const explainError = (code: string): ErrorExplanation | undefined => {
  if (isLocal(code)) {
    const [what, fix] = local[code]
    return { code, what: `${what}.`, fix }
  }
  if (!isProblem(code)) return undefined
  const { title, status } = problemKinds[code]
  return { code, what: `${title}.`, fix: remedies[code], status }
}
