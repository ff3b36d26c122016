/** The environment that Lambda gives a function: its own variables, its credentials, and where AWS is. */
import { region } from '../cloudformation/place.ts'
import { accessKeyOf } from '../front/roles.ts'
import type { FunctionDefinition } from './definition.ts'

const services = ['DYNAMODB', 'DYNAMODB_STREAMS', 'EVENTBRIDGE', 'S3', 'SQS', 'SECRETS_MANAGER']

/** A file that is not there: the settings of whoever runs the stack are none of a function's business. */
const noFile = '/nonexistent'

/** Variables with which the AWS SDK and the AWS command line call the services behind an endpoint. */
export const awsEnvironment = (endpoint: string, accessKeyId: string): Readonly<Record<string, string>> => ({
  AWS_REGION: region,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'local',
  ...Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, endpoint])),
  // The local S3 server stores the checksum trailers of streams as if they were contents.
  AWS_REQUEST_CHECKSUM_CALCULATION: 'WHEN_REQUIRED',
  AWS_RESPONSE_CHECKSUM_VALIDATION: 'WHEN_REQUIRED',
})

/** All variables of a function. */
export const functionEnvironment = (
  definition: FunctionDefinition,
  endpoint: string,
): Readonly<Record<string, string>> => ({
  ...awsEnvironment(endpoint, accessKeyOf(definition.role)),
  AWS_DEFAULT_REGION: region,
  AWS_CONFIG_FILE: noFile,
  AWS_SHARED_CREDENTIALS_FILE: noFile,
  AWS_EC2_METADATA_DISABLED: 'true',
  // The functions are deployed on a newer Node; here they run on whatever there is.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  AWS_LAMBDA_FUNCTION_NAME: definition.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memory),
  ...definition.environment,
})
