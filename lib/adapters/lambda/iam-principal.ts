/** Who signed a request, as an HTTP API with IAM authorisation tells its function. */

const inside = (value: unknown, key: string): unknown => Reflect.get(Object(value), key)

/**
 * The unique id of the user or role that signed a request. The name of a role's session is cut off: the sessions of one
 * back end are one principal, so that one may repeat what another began.
 *
 * @param env what `hono/aws-lambda` calls the environment of a request
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const iamPrincipal = (env: unknown): string | undefined => {
  const iam = inside(inside(inside(env, 'requestContext'), 'authorizer'), 'iam')
  const userId = inside(iam, 'userId')
  const id = typeof userId === 'string' ? userId.split(':')[0] : undefined
  return id === '' ? undefined : id
}
