/** Checks a CloudFormation template with AWS's own validator, which needs no network. */
import { CelEngine, type Engine, TemplateFile } from '@aws/cloudformation-validate'

/** Warnings that count as errors: a value that is not among those allowed, and a runtime that is at its end. */
const countingWarnings = new Set(['W3030', 'W2531'])

const errors = new Set(['ERROR', 'FATAL'])

let engine: Engine | undefined

/** Gets the validator ready, which takes 1 to 3 seconds of this thread: a good use of the time while `osls` runs. */
export const prepareValidator = (): Engine => {
  engine ??= new CelEngine({})
  return engine
}

/** What is wrong with the template in a file, a line each; nothing with a good one. */
export const templateFaults = (file: string): readonly string[] => {
  const { status, diagnostics } = prepareValidator().validateStandard(new TemplateFile(file))
  const faults = diagnostics
    .filter(({ severity, ruleId }) => errors.has(severity) || countingWarnings.has(ruleId))
    .map(({ ruleId, entity, propertyPath, message }) =>
      [ruleId, entity?.logicalId, propertyPath, message].filter((part) => part !== undefined).join(' '),
    )
  return status === 'OK' ? faults : [...faults, `the validator could not finish: ${status}`]
}
