/** The routes of the template's HTTP API, each with the function behind it. */
import { type References, resolveObject } from './resolve.ts'
import { resourcesOf, type Template } from './template.ts'

/** A route key, `ANY /p/{proxy+}`, and the ARN of its function. */
export interface HttpRoute {
  readonly key: string
  readonly functionArn: string
}

/** A route names its integration in its target, `integrations/<id>`; here an integration's id is its reference. */
const integrationPrefix = 'integrations/'

/** Reads the routes. */
export const readHttpRoutes = (template: Template, references: References): readonly HttpRoute[] => {
  const functionOf = new Map(
    resourcesOf(template, 'AWS::ApiGatewayV2::Integration').map(({ id, properties }) => [
      references.ref(id) ?? id,
      String(resolveObject(properties, references).IntegrationUri),
    ]),
  )
  return resourcesOf(template, 'AWS::ApiGatewayV2::Route').flatMap(({ properties }) => {
    const { RouteKey: key, Target: target } = resolveObject(properties, references)
    const functionArn = functionOf.get(String(target).slice(integrationPrefix.length))
    return functionArn === undefined ? [] : [{ key: String(key), functionArn }]
  })
}
