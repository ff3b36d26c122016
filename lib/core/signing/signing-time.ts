/** Reads and checks the signing time, which Wallet demands. */
import { type Finding, inferred } from '../finding.ts'
import { oid } from './apple.ts'
import { signedAttribute } from './attributes.ts'
import type { Container } from './container.ts'
import type { DerValue } from './der.ts'
import { cmsStandard, signatureFinding, trustPolicy } from './report.ts'
import { parseLooseTime, parseTime, type TimeForm, timeForm } from './time.ts'

/** The signing time where it can be read, and what is wrong with it. */
export interface SigningTimeCheck {
  readonly signingTime?: Date
  readonly findings: readonly Finding[]
}

const forms: ReadonlyMap<number, TimeForm> = new Map([
  [0x17, 'utc'],
  [0x18, 'generalized'],
])

interface ReadTime {
  readonly moment: Date
  /** Whether it is written as RFC 5652, 11.3 wants it. */
  readonly proper: boolean
}

const readTime = ({ tag, content }: DerValue): ReadTime | undefined => {
  const form = forms.get(tag)
  if (!form) return undefined
  const text = new TextDecoder('latin1').decode(content)
  const moment = parseTime(text, form)
  if (moment) return { moment, proper: form === timeForm(moment.getTime()) }
  const loose = parseLooseTime(text, form)
  return loose && { moment: loose, proper: false }
}

const validityFindings = (moment: Date, { leaf }: Container): readonly Finding[] => {
  const { notBefore, notAfter } = leaf.facts
  const source = trustPolicy
  if (moment < notBefore) {
    const message = `Signed at ${moment.toISOString()}, before the certificate became valid at ${notBefore.toISOString()}.`
    return [signatureFinding('leaf-not-yet-valid', message, { source })]
  }
  if (moment > notAfter) {
    const message = `Signed at ${moment.toISOString()}, after the certificate expired at ${notAfter.toISOString()}.`
    return [signatureFinding('leaf-expired', message, { fix: 'Renew the certificate and sign anew.', source })]
  }
  return []
}

/** How far a clock may be ahead of ours before a signing time counts as one in the future. */
const tolerance = 10 * 60 * 1000

const laterFindings = (moment: Date, { leaf }: Container, now: Date | undefined): readonly Finding[] => {
  if (!now) return []
  if (moment.getTime() > now.getTime() + tolerance) {
    const message = `The signing time, ${moment.toISOString()}, is in the future.`
    const fix = 'Set the clock of what signs, and sign anew.'
    return [signatureFinding('signature-signing-time-future', message, { severity: 'warning', fix, source: inferred })]
  }
  const { notAfter } = leaf.facts
  if (now <= notAfter || moment > notAfter) return []
  const message = `The certificate has expired since, at ${notAfter.toISOString()}. It was valid when the pass was signed.`
  const fix = 'Nothing needs to be done for this pass; sign its updates with a renewed certificate.'
  return [signatureFinding('leaf-expired-since', message, { severity: 'info', fix, source: inferred })]
}

/** Checks the signing time. That the certificate has expired since then is no fault; it is told if `now` is given. */
export const checkSigningTime = (container: Container, now?: Date): SigningTimeCheck => {
  const value = signedAttribute(container.signer, oid.signingTime)
  if (value === 'missing') {
    const fix = 'Sign with signed attributes (openssl: without -noattr).'
    return {
      findings: [signatureFinding('signature-missing-signing-time', 'The signature states no signing time.', { fix })],
    }
  }
  const read = value === 'repeated' ? undefined : readTime(value)
  if (!read) {
    const message = 'The signing time is not a valid time.'
    return { findings: [signatureFinding('signature-signing-time-invalid', message, { source: cmsStandard })] }
  }
  const { moment, proper } = read
  const findings = [...validityFindings(moment, container)]
  if (!proper) {
    const message = 'The signing time is not a UTCTime in whole seconds, as it should be through 2049.'
    findings.push(
      signatureFinding('signature-signing-time-form', message, { severity: 'warning', source: cmsStandard }),
    )
  }
  findings.push(...laterFindings(moment, container, now))
  return { signingTime: moment, findings }
}
