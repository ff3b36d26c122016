/** What phones would look at of a test pass: content, signature, chain, certificate. */
import { secondsOfHttpDate } from '../../../core/format/http-date.ts'
import type { PassCertificate } from '../../../core/signing/certificate.ts'
import type { PackageCheck, PackageReport } from '../../../core/verify.ts'
import { type Heard, isSilent, succeeded } from '../ask.ts'
import type { DoctorCheck, Ruling } from '../check.ts'
import { goodBytes, type Issued, isGood } from '../issue.ts'
import { clockTolerance, dateText, day, daysLeft, distance } from '../time.ts'

/** What issuing test passes came to. */
export interface IssuedPasses {
  readonly published: Heard
  /** Absent unless the template was published. */
  readonly main?: Issued
  readonly other?: Issued
  /** What stands in the pass; absent unless its file came. */
  readonly opened?: { readonly report: PackageReport; readonly webServiceURL: unknown }
  /** The address that was asked. */
  readonly base: string
  /** When the file had come, in milliseconds since 1970. */
  readonly now: number
}

const fewDays = 30

const noFile = { missing: 'there is no pass' } as const

/** What these checks of the package have found. What to do is said by the row. */
const judged =
  (good: string, ...names: readonly PackageCheck['name'][]) =>
  ({ opened }: IssuedPasses): Ruling => {
    if (!opened) return noFile
    const checks = opened.report.checks.filter(({ name }) => names.includes(name))
    const [first] = checks.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'error')
    if (first) return { ok: false, got: `${first.message} (${first.code})` }
    return checks.every(({ ok }) => ok === true) ? { ok: true, got: good } : { missing: 'what it needs is not there' }
  }

const judgeDays = (certificate: PassCertificate | undefined, now: number): Ruling => {
  if (!certificate) return noFile
  const until = certificate.notAfter.getTime()
  if (until < now) return { missing: 'it has expired' }
  return { ok: until - now >= fewDays * day, got: `${daysLeft(until, now)}, until ${dateText(until)}` }
}

const near = (time: number | undefined, now: number): Ruling => {
  if (time === undefined) return { ok: false, got: 'none' }
  return Math.abs(time - now) <= clockTolerance ? { ok: true, got: 'now' } : { ok: false, got: distance(time, now) }
}

const issuing: readonly DoctorCheck<IssuedPasses>[] = [
  {
    id: 'template-published',
    what: 'A template is published, or was by an earlier run.',
    expected: '201, or 200',
    fix: 'look at the function api and its log, and that the pass type is one of the stage',
    decisive: true,
    judge: ({ published }) => succeeded(published, 200, 201),
  },
  {
    id: 'pass-issued',
    what: 'A pass is issued.',
    expected: '201',
    fix: 'look at the function api and its log, and at the table of passes',
    decisive: true,
    judge: ({ main, other }) => {
      if (!(main && other)) return { missing: 'there is no template' }
      return succeeded(isGood(main.created) ? other.created : main.created, 201)
    },
  },
  {
    id: 'pass-signed',
    what: 'The pass is built and signed.',
    expected: '200 and the pass',
    fix: 'put the signer of the pass type in: passwright signer upload DIR --stage NAME; look at the function api and its log',
    decisive: true,
    judge: ({ main }) => (main?.file ? succeeded(main.file, 200) : { missing: 'no pass was issued' }),
  },
]

const content: readonly DoctorCheck<IssuedPasses>[] = [
  {
    id: 'pass-address',
    what: 'The pass leads phones to the address that was asked.',
    expected: 'webServiceURL below the address',
    fix: 'run this command with the publicBaseUrl of the stage, or mend that: phones that hold a pass never learn another address',
    decisive: true,
    judge: ({ opened, base }) => {
      if (!opened) return noFile
      const { webServiceURL } = opened
      const ok = webServiceURL === `${base}/wallet`
      return { ok, got: ok ? 'below the address' : `webServiceURL is ${String(webServiceURL)}` }
    },
  },
  {
    id: 'pass-content',
    what: 'The pass is one that Wallet takes: archive, manifest, pass.json and pictures.',
    expected: 'no fault',
    fix: 'passwright explain tells more of the code; something between may have changed the file',
    judge: judged('no fault', 'archive', 'manifest', 'pass', 'content'),
  },
  {
    id: 'pass-signature',
    what: 'The signature is that of the certificate in it, over this very pass.',
    expected: 'verifies',
    fix: 'upload the signer again: passwright signer upload DIR --stage NAME',
    judge: judged('verifies', 'container', 'integrity'),
  },
]

const signer: readonly DoctorCheck<IssuedPasses>[] = [
  {
    id: 'signer-chain',
    what: "The signature leads to a root that phones trust: Apple's, or the one that was given with --root.",
    expected: 'certificate, intermediate, root',
    fix: 'upload the signer with the intermediate that issued its certificate; for a throwaway signer, which no phone trusts, give --root .local/signer/root.pem',
    judge: judged('certificate, intermediate, root', 'chain'),
  },
  {
    id: 'signer-certificate',
    what: "The certificate is one for this pass type and team, by Apple's rules.",
    expected: 'for this pass type',
    fix: 'upload the certificate of this very pass type: passwright signer check DIR says all that is wrong with one',
    judge: judged('for this pass type', 'leaf'),
  },
  {
    id: 'signer-valid',
    what: 'The certificate was valid when the pass was signed, and still is.',
    expected: 'valid',
    fix: 'renew the certificate: passwright signer request, then signer import and signer renew',
    judge: (found) => {
      const { opened, now } = found
      const until = opened?.report.signature?.signer.notAfter.getTime() ?? now
      return until < now ? { ok: false, got: `expired on ${dateText(until)}` } : judged('valid', 'signingTime')(found)
    },
  },
  {
    id: 'signer-days',
    what: 'The certificate stays valid for a while.',
    expected: `${fewDays} days or more`,
    fix: 'renew it now: passwright signer request, then signer import and signer renew. Without it there are no new passes and no pushes',
    severity: 'warning',
    judge: ({ opened, now }) => judgeDays(opened?.report.signature?.signer, now),
  },
  {
    id: 'intermediate-days',
    what: "Apple's intermediate certificate stays valid for a while.",
    expected: `${fewDays} days or more`,
    fix: 'renew the certificate, which then comes from a newer intermediate: passwright signer request, then signer import and signer renew',
    severity: 'warning',
    judge: ({ opened, now }) => judgeDays(opened?.report.signature?.issuer, now),
  },
]

const clocks: readonly DoctorCheck<IssuedPasses>[] = [
  {
    id: 'clock-signing',
    what: 'The pass was signed now, by the clock of whoever signed it.',
    expected: 'now, a minute more or less',
    fix: 'set the clock of the server: Wallet judges the certificate as of that time. On AWS it is that of this machine',
    judge: ({ opened, now }) => (opened ? near(opened.report.signature?.signingTime?.getTime(), now) : noFile),
  },
  {
    id: 'clock-last-modified',
    what: 'The pass changed last when it was issued, by the clock of whoever issued it.',
    expected: 'now, a minute more or less',
    fix: 'set the clock of the server: phones ask with that date for what is newer. On AWS it is that of this machine',
    judge: ({ main, now }) => {
      const { file } = main ?? {}
      if (!file || isSilent(file) || !goodBytes(file)) return noFile
      const seconds = secondsOfHttpDate(file.headers.get('Last-Modified') ?? '')
      return near(seconds === undefined ? undefined : seconds * 1000, now)
    },
  },
]

/** The checks. */
export const passChecks: readonly DoctorCheck<IssuedPasses>[] = [...issuing, ...content, ...signer, ...clocks]
