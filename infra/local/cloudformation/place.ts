/** Where the local stack pretends to be. */

/** The account of everything. DynamoDB Local and the local SQS know no other. */
export const account = '000000000000'

/** The region of everything. */
export const region = 'us-east-1'

/** An ARN of this account and region. */
export const arn = (service: string, resource: string): string => `arn:aws:${service}:${region}:${account}:${resource}`
