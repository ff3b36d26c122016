/** Parts of a CloudFormation template that are made of a stage's settings, rather than written down. */

/** Resources and outputs by their logical ids. */
export interface TemplateParts {
  readonly Resources: Readonly<Record<string, object>>
  readonly Outputs?: Readonly<Record<string, object>>
}

/** All parts in one. */
export const merged = (parts: readonly TemplateParts[]): TemplateParts => ({
  Resources: Object.assign({}, ...parts.map(({ Resources }) => Resources)),
  Outputs: Object.assign({}, ...parts.map(({ Outputs = {} }) => Outputs)),
})

/** `Ref`. */
export const ref = (id: string) => ({ Ref: id })

/** `Fn::GetAtt`. */
export const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] })
