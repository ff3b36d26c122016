/** Looks at a template by filling it with its sample. */
import { PasswrightError } from '../errors.ts'
import type { Finding, Profile } from '../finding.ts'
import { deviceView } from '../preflight/devices.ts'
import { inFileOrder } from '../preflight/file-order.ts'
import { preflight } from '../preflight/preflight.ts'
import type { OpenedPackage } from '../reading/open.ts'
import { fromPassDesigner, isPassDesigner } from '../reading/pass-designer.ts'
import { templateAdvice } from '../template/advice.ts'
import { compileTemplate } from '../template/compile.ts'
import { type PackageCode, packageExplanations } from './explanations.ts'
import { factsOf } from './facts.ts'
import { fault } from './fault.ts'
import type { TemplateInspection } from './inspection.ts'
import { readJsonObject } from './json-file.ts'
import type { InspectOptions } from './options.ts'

const codes: ReadonlySet<string> = new Set(packageExplanations.map(({ code }) => code))

const isCode = (code: string): code is PackageCode => codes.has(code)

const findingsOf = ({ code, message, findings }: PasswrightError): readonly Finding[] => {
  if (findings.length > 0) return findings
  const slug = code.replace('/', '-')
  return [fault(isCode(slug) ? slug : 'template-file-invalid', '', message)]
}

/** What can be told without running anything that the template says. */
const readTemplate = ({ files }: OpenedPackage, profile: Profile): Pick<TemplateInspection, 'pass' | 'findings'> => {
  const settings = readJsonObject(files, 'template.json', profile)
  const pass = readJsonObject(files, 'pass.json', profile)
  const unfilled = fault('template-not-filled', '', 'the template was not filled with its sample values')
  return {
    ...(pass.json ? { pass: factsOf(pass.json, files.keys()) } : {}),
    findings: [...settings.findings, ...pass.findings, unfilled],
  }
}

/** Everything that can be told of a template. */
export const inspectTemplate = async (
  opened: OpenedPackage,
  { profile = 'strict', fillTemplates = true }: InspectOptions,
): Promise<TemplateInspection> => {
  const { files, findings: found } = opened
  const isDesigned = isPassDesigner(files)
  const about = { kind: 'template', made: isDesigned ? 'pass-designer' : 'passwright', files: files.size } as const
  if (!(isDesigned || fillTemplates)) {
    const { findings, ...read } = readTemplate(opened, profile)
    return { ...about, ...read, devices: [], findings: [...found, ...findings] }
  }
  try {
    const source = isDesigned ? fromPassDesigner(files, { anyIdentity: true }) : files
    const template = await compileTemplate(source)
    const filled = template.fill(template.settings.sample)
    const findings = preflight(filled, { profile })
    return {
      ...about,
      pass: factsOf(filled.pass, files.keys()),
      devices: deviceView(filled.pass, files),
      findings: inFileOrder([...found, ...findings, ...templateAdvice(source, template)], filled.pass),
    }
  } catch (cause) {
    if (!(cause instanceof PasswrightError)) throw cause
    return { ...about, devices: [], findings: [...found, ...findingsOf(cause)] }
  }
}
