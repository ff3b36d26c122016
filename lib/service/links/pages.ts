/** What the pages of links show. */
import { utf8 } from '../../core/bytes.ts'
import { sha256 } from '../../core/digest.ts'
import { canonicalJson } from '../../core/format/json.ts'
import { toBase64url } from '../../core/links/base64url.ts'
import type { TemplateReference } from '../../ports/records.ts'
import type { Filler, ShownContents } from '../passes/filler.ts'
import { makeShowPass } from '../passes/show-pass.ts'
import type { Barcodes } from '../secrets/barcodes.ts'
import type { CompiledTemplates } from '../templates/compiled-templates.ts'
import { templateText } from '../templates/template-text.ts'
import type { Follow, FollowedPass } from './follow.ts'
import type { LinkedPass, PageService } from './link-services.ts'
import type { OpenToken } from './open-token.ts'
import { standingPasses } from './standing-passes.ts'
import type { Visit } from './visit.ts'

/** What {@link makePageService} needs. */
export interface PageParts {
  readonly openToken: OpenToken
  readonly visit: Visit
  readonly follow: Follow
  readonly compiled: Pick<CompiledTemplates, 'version'>
  readonly filler: Pick<Filler, 'show'>
  readonly barcodes: Pick<Barcodes, 'keySet' | 'keyIdFor'>
}

/** What is to be shown of a pass, and what tells it from its other contents. */
interface Shown {
  readonly template: TemplateReference
  readonly contents: ShownContents
  readonly tagOf: () => Promise<string>
}

const shownOf = (pass: FollowedPass): Shown => {
  if (pass.kind === 'issued') {
    const { template, contentHash } = pass.record
    return { template, contents: pass.record, tagOf: () => Promise.resolve(contentHash) }
  }
  const { passTypeIdentifier, serialNumber, template, values } = pass.entry
  return {
    template,
    contents: { passTypeIdentifier, serialNumber, values, images: {}, voided: false },
    tagOf: async () => {
      const text = canonicalJson([templateText(template), serialNumber, values])
      return toBase64url(await sha256(utf8(text)))
    },
  }
}

/** Makes the service of pages. */
export const makePageService = ({ openToken, visit, follow, compiled, filler, barcodes }: PageParts): PageService => {
  const showPass = makeShowPass({ compiled, filler })

  /** A barcode that is sealed with another key is another picture, although the contents are the same. */
  const keyMarkOf = async (template: TemplateReference, { barcodeKeyId }: ShownContents): Promise<string> => {
    const keyId = await barcodes.keyIdFor((await compiled.version(template)).template, barcodeKeyId)
    return keyId === undefined ? '' : `-${keyId}`
  }

  const show = async (place: number, pass: FollowedPass): Promise<LinkedPass> => {
    const { template, contents, tagOf } = shownOf(pass)
    const { passTypeIdentifier, serialNumber } = contents
    const { source, defaultLanguage } = await showPass(template, contents)
    const identity = { passTypeIdentifier, serialNumber, templateName: template.name }
    const tag = `${await tagOf()}${await keyMarkOf(template, contents)}`
    return { place, content: source, ...identity, defaultLanguage, tag }
  }

  return {
    barcodeKeys: barcodes.keySet,
    open: async (token) => {
      const opened = await openToken(token)
      const standing = await standingPasses(opened, follow)
      const expiresAt = opened.expiresAt * 1000
      if (opened.isEnrolment) {
        const { token: visited, entry } = await visit(opened)
        return { kind: 'enrolment', passes: [await show(1, { kind: 'unissued', entry })], expiresAt, token: visited }
      }
      const passes = await Promise.all(standing.map(({ place, pass }) => show(place, pass)))
      return { kind: opened.entries.length > 1 ? 'order' : 'pass', passes, expiresAt, token }
    },
  }
}
