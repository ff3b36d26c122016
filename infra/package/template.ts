/** A CloudFormation template, as far as this project reads it. */
import { readFileSync } from 'node:fs'
import { StageError } from './stage-error.ts'

/** One resource of a template. Its properties hold intrinsic functions (`Ref`, `Fn::GetAtt`, `Fn::Sub`, `Fn::Join`). */
export interface CloudFormationResource {
  readonly Type: string
  readonly Properties?: Readonly<Record<string, unknown>>
  readonly DependsOn?: string | readonly string[]
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
}

/** A CloudFormation template. */
export interface CloudFormationTemplate {
  readonly Resources: Readonly<Record<string, CloudFormationResource>>
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>
}

const isTemplate = (value: unknown): value is CloudFormationTemplate =>
  typeof value === 'object' && value !== null && 'Resources' in value && typeof value.Resources === 'object'

/** Reads a template that `osls` wrote. */
export const readTemplate = (file: string): CloudFormationTemplate => {
  const template: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!isTemplate(template)) throw new StageError('package/failed', 'osls wrote something that is no template')
  return template
}
