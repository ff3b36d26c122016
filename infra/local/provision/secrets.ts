/** Creates the secrets of a template: with a generated value where it asks for one, and else without any. */
import { randomInt } from 'node:crypto'
import { isObject, type Json, type JsonObject } from '../../../lib/core/format/json.ts'
import { isAwsError } from '../../pollers/aws-calls.ts'
import type { AwsClient } from '../aws/client.ts'

const letters = { lower: 'abcdefghijklmnopqrstuvwxyz', upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ' }
const digits = '0123456789'
const punctuation = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** The characters of a generated password, as CloudFormation's options say. */
const alphabetOf = (options: JsonObject): string => {
  const parts: readonly (readonly [string, string])[] = [
    ['ExcludeLowercase', letters.lower],
    ['ExcludeUppercase', letters.upper],
    ['ExcludeNumbers', digits],
    ['ExcludePunctuation', punctuation],
  ]
  const all = parts.map(([option, characters]) => (options[option] === true ? '' : characters)).join('')
  const excluded = typeof options.ExcludeCharacters === 'string' ? options.ExcludeCharacters : ''
  return [...all].filter((character) => !excluded.includes(character)).join('')
}

/**
 * Makes the value that `GenerateSecretString` asks for.
 *
 * @param random a whole number from 0 to below its argument
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-secretsmanager-secret-generatesecretstring.html
 */
export const generateSecretString = (options: JsonObject, random: (below: number) => number = randomInt): string => {
  const alphabet = alphabetOf(options)
  const length = Number(options.PasswordLength ?? 32)
  const password = Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
  const { SecretStringTemplate: template, GenerateStringKey: key } = options
  if (typeof template !== 'string' || typeof key !== 'string') return password
  const value: Json = JSON.parse(template)
  return JSON.stringify({ ...(isObject(value) ? value : {}), [key]: password })
}

/**
 * Creates a secret, or leaves the one of the last start as it is.
 *
 * @param properties those of `AWS::SecretsManager::Secret`, resolved
 */
export const createSecret = async (admin: AwsClient, name: string, properties: JsonObject): Promise<void> => {
  const { GenerateSecretString: generate, SecretString: given } = properties
  const value = isObject(generate) ? generateSecretString(generate) : given
  try {
    await admin.call('secretsmanager', 'CreateSecret', {
      Name: name,
      ...(typeof value === 'string' ? { SecretString: value } : {}),
    })
  } catch (error) {
    if (!isAwsError(error, 'ResourceExistsException')) throw error
  }
}
