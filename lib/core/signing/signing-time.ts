/** Reads and checks the signing time, which Wallet demands. */
import type { Finding } from '../finding.ts'
import { oid } from './apple.ts'
import { signedAttribute } from './attributes.ts'
import type { Container } from './container.ts'
import type { DerValue } from './der.ts'
import { cmsStandard, signatureFinding, trustPolicy } from './report.ts'
import { parseTime, type TimeForm, timeForm } from './time.ts'

/** The signing time where it can be read, and what is wrong with it. */
export interface SigningTimeCheck {
  readonly signingTime?: Date
  readonly findings: readonly Finding[]
}

const forms: ReadonlyMap<number, TimeForm> = new Map([
  [0x17, 'utc'],
  [0x18, 'generalized'],
])

const readTime = ({ tag, content }: DerValue): { moment: Date; form: TimeForm } | undefined => {
  const form = forms.get(tag)
  const moment = form && parseTime(new TextDecoder('latin1').decode(content), form)
  return form && moment ? { moment, form } : undefined
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

/** Checks the signing time. That the certificate has expired since then is no fault. */
export const checkSigningTime = (container: Container): SigningTimeCheck => {
  const value = signedAttribute(container.signer, oid.signingTime)
  if (value === 'missing') {
    const fix = 'Sign with signed attributes (openssl: without -noattr).'
    return {
      findings: [signatureFinding('signature-missing-signing-time', 'The signature states no signing time.', { fix })],
    }
  }
  const read = value === 'repeated' ? undefined : readTime(value)
  if (!read) {
    const message = 'The signing time is not a valid time in whole seconds of UTC.'
    return { findings: [signatureFinding('signature-signing-time-invalid', message, { source: cmsStandard })] }
  }
  const { moment, form } = read
  const findings = [...validityFindings(moment, container)]
  if (form !== timeForm(moment.getTime())) {
    const message = 'The signing time is a GeneralizedTime; through 2049 it should be a UTCTime.'
    findings.push(
      signatureFinding('signature-signing-time-form', message, { severity: 'warning', source: cmsStandard }),
    )
  }
  return { signingTime: moment, findings }
}
