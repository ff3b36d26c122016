/** What is told of packages, as it is sent: what others have written is cut where an answer has no room for it. */
import type { Finding } from '../../../core/finding.ts'
import type {
  BundleInspection,
  CertificateFacts,
  Inspection,
  PassFacts,
  PassInspection,
  SignatureInspection,
  TemplateInspection,
} from '../../../core/inspection/inspection.ts'
import { limits } from '../../../service/limits.ts'
import type { Valid } from '../schema.ts'
import type {
  certificateSchema,
  inspectedBundleSchema,
  inspectedPassSchema,
  inspectedTemplateSchema,
} from '../schemas/inspection.ts'
import { findingResource, firstFindings, roomForFindings } from './finding.ts'
import { Room } from './room.ts'

type PassResource = Valid<typeof inspectedPassSchema>
type TemplateResource = Valid<typeof inspectedTemplateSchema>
type BundleResource = Valid<typeof inspectedBundleSchema>

/** The room of one answer. */
interface Rooms {
  readonly findings: Room
  readonly lists: Room
}

const cut = (text: string): string =>
  text.length > limits.inspection.text ? `${text.slice(0, limits.inspection.text)}…` : text
