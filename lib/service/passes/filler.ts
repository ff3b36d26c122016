/** Fills templates with records. */
import type { Bytes } from '../../core/bytes.ts'
import { makeAuthenticationToken } from '../../core/links/authentication-token.ts'
import type { FilledPass } from '../../core/template/filled-pass.ts'
import type { FillExtras, Template } from '../../core/template/template.ts'
import type { Assets } from '../../ports/assets.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { PassId, PassRecord } from '../../ports/records.ts'
import { limits } from '../limits.ts'
import type { Locks } from '../secrets/locks.ts'
import type { ServiceSettings } from '../service.ts'
import type { CompiledTemplate } from '../templates/compiled-templates.ts'
import { webServiceUrl } from './web-service-url.ts'

/** What of a record goes into its pass, besides its template. */
export type FillContents = PassId &
  Pick<PassRecord, 'values' | 'images' | 'voided' | 'token'> & {
    readonly adoptedToken?: PassRecord['adoptedToken']
    readonly personalization?: PassRecord['personalization']
    readonly barcodeKeyId?: PassRecord['barcodeKeyId']
  }

/** What of a pass is seen. */
export type ShownContents = Omit<FillContents, 'token' | 'adoptedToken'>

/** An image that a record names is not in the store: it was replaced meanwhile, or is lost. */
export class MissingImageError extends UnavailableError {
  constructor(name: string) {
    super(`the image ${name} of the pass is not in the store: put it again`)
  }
}

/** Fills templates with records. */
export interface Filler {
  /**
   * The pass of a record.
   *
   * @param fresh images that are not in the store yet, by key
   * @throws ValuesError; MissingImageError
   */
  readonly fill: (
    { template }: CompiledTemplate,
    contents: FillContents,
    fresh?: ReadonlyMap<string, Bytes>,
  ) => Promise<FilledPass>
  /** The same to be looked at: without token and web service. @throws as `fill` */
  readonly show: ({ template }: CompiledTemplate, contents: ShownContents) => Promise<FilledPass>
}

/** What a template is filled with. */
export const valuesOf = ({ values, serialNumber }: Pick<FillContents, 'values' | 'serialNumber'>) => ({
  ...values,
  serialNumber,
})

/** Makes the filler of a stage. */
export const makeFiller = (
  { assets, keys, sealer, barcodes }: Locks & { readonly assets: Assets },
  settings: ServiceSettings,
): Filler => {
  const url = webServiceUrl(settings)

  const load = async (name: string, key: string): Promise<Bytes> => {
    const bytes = await assets.get('images', key, { maxBytes: limits.imageBytes })
    if (!bytes) throw new MissingImageError(name)
    return bytes
  }

  const loadImages = (images: FillContents['images'], fresh: ReadonlyMap<string, Bytes> | undefined) =>
    Promise.all(
      Object.entries(images).map(
        async ([name, { key }]): Promise<[string, Bytes]> => [name, fresh?.get(key) ?? (await load(name, key))],
      ),
    )

  /** Devices hold the token of whoever issued the pass: it stays. */
  const tokenOf = async (contents: FillContents): Promise<string> => {
    const { token, adoptedToken } = contents
    if (adoptedToken !== undefined) return await sealer.unseal('adopted-token', contents, adoptedToken)
    return makeAuthenticationToken(await keys.with(token.keyId), contents, token)
  }

  const extrasOf = async (
    template: Template,
    { images, voided, personalization, barcodeKeyId }: ShownContents,
    fresh?: ReadonlyMap<string, Bytes>,
  ): Promise<FillExtras> => {
    const [files, sealBarcode] = await Promise.all([
      loadImages(images, fresh),
      barcodes.sealerFor(template, barcodeKeyId),
    ])
    return {
      ...(files.length > 0 ? { images: files } : {}),
      ...(voided ? { voided } : {}),
      ...(personalization ? { personalized: true } : {}),
      ...(sealBarcode ? { sealBarcode } : {}),
    }
  }

  return {
    fill: async ({ template }, contents, fresh) => {
      const [authenticationToken, extras] = await Promise.all([tokenOf(contents), extrasOf(template, contents, fresh)])
      return template.fill(valuesOf(contents), { webService: { url, authenticationToken }, ...extras })
    },
    show: async ({ template }, contents) => template.fill(valuesOf(contents), await extrasOf(template, contents)),
  }
}
