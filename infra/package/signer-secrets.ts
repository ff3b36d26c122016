/** The part of the template that depends on the stage's list: a secret for the signer of each pass type. */
import { createHash } from 'node:crypto'
import type { PassType } from './stage-settings.ts'

const separators = /[.-]/

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** Made of letters and digits only, of which identifiers that differ have different ones, whatever their order in the list. */
const logicalId = (identifier: string): string => {
  const words = identifier.split(separators).map(capitalized).join('')
  return `Signer${words.slice(0, 100)}${createHash('sha256').update(identifier).digest('hex').slice(0, 8)}`
}

const secret = ({ identifier, team }: PassType, secretsPrefix: string) => ({
  Type: 'AWS::SecretsManager::Secret',
  // A pass type that is taken off the list keeps its certificate and key. What a failed deployment made goes with it:
  // its name would stand in the way of the next.
  DeletionPolicy: 'RetainExceptOnCreate',
  UpdateReplacePolicy: 'Retain',
  Properties: {
    Name: `${secretsPrefix}/signers/${identifier}`,
    Description: `Certificate, key and intermediate for ${identifier} of team ${team}`,
    KmsKeyId: { 'Fn::GetAtt': ['DataKey', 'Arn'] },
  },
})

/** The secrets of the pass types, without values: `passwright signer upload` fills them. */
export const signerSecrets = (passTypes: readonly PassType[], secretsPrefix: string) => ({
  Resources: Object.fromEntries(
    passTypes.map((passType) => [logicalId(passType.identifier), secret(passType, secretsPrefix)]),
  ),
})
