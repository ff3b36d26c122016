/** Templates for tests: a small good one, with whatever the test changes. */
import { utf8 } from '../../lib/core/bytes.ts'
import { aPng } from './png.ts'

/** A picture of a single pixel; another body makes other bytes, and more of them. */
export const pngStub = (body = ''): Uint8Array => aPng({ comment: body })

/** What a test changes of {@link aTemplate}. */
export interface TemplateChanges {
  readonly pass?: object
  readonly settings?: object
  /** JSON Schema properties of the values; all of them are required. */
  readonly values?: Readonly<Record<string, object>>
  readonly sample?: object
  readonly files?: Readonly<Record<string, Uint8Array | string>>
}

const json = (value: unknown): Uint8Array => utf8(JSON.stringify(value))

/** The files of a template: a generic card that greets `name`. */
export const aTemplate = ({
  pass,
  settings,
  values,
  sample,
  files = {},
}: TemplateChanges = {}): Map<string, Uint8Array> => {
  const properties = values ?? { name: { type: 'string', minLength: 1 } }
  const entries: [string, Uint8Array][] = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === 'string' ? utf8(file) : file,
  ])
  return new Map<string, Uint8Array>([
    [
      'template.json',
      json({
        name: 'card',
        passTypeIdentifier: 'pass.com.example.card',
        teamIdentifier: 'ABCDE12345',
        values: { type: 'object', properties, required: Object.keys(properties), additionalProperties: false },
        sample: { serialNumber: 'S-1', name: 'Ada', ...sample },
        ...settings,
      }),
    ],
    [
      'pass.json',
      json({
        organizationName: 'Example',
        description: 'Card of an example',
        generic: { primaryFields: [{ key: 'name', label: 'Name', value: '${name}' }] },
        ...pass,
      }),
    ],
    ['icon.png', pngStub('1')],
    ['icon@2x.png', pngStub('2')],
    ['icon@3x.png', pngStub('3')],
    ...entries,
  ])
}

/** What went wrong, as `code` and the paths of its findings; undefined if nothing did. */
export const faultOf = (
  work: () => unknown,
): { readonly code: string; readonly paths: readonly string[]; readonly message: string } | undefined => {
  try {
    work()
    return undefined
  } catch (error) {
    return describeFault(error)
  }
}

/** As {@link faultOf}, for work that takes time. */
export const rejectionOf = async (work: Promise<unknown>): Promise<ReturnType<typeof faultOf>> => {
  try {
    await work
    return undefined
  } catch (error) {
    return describeFault(error)
  }
}

const describeFault = (error: unknown) => {
  const { code, findings, message } = error as { code: string; findings: readonly { path: string }[]; message: string }
  return { code, message, paths: findings.map(({ path }) => path) }
}
