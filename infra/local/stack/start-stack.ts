/** Chooses the kind of stack and starts it. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { places } from '../folders.ts'
import { findJava } from '../servers/java.ts'
import type { Stack, StackOptions } from './stack.ts'

/** What the choice depends on. */
export interface StartStackOptions extends StackOptions {
  readonly memory: boolean
  /** The folder for data below `.local/data`: data of different signers do not mix. */
  readonly dataName: string
  readonly callsFile?: string
  readonly onDeath: (reason: string) => void
}

/** Whether data outlives the stack. */
export interface StartedStack extends Stack {
  readonly isLasting: boolean
}

/** Starts the stack on real servers, or says why it does without. */
export const startStack = async (options: StartStackOptions): Promise<StartedStack> => {
  const { memory, dataName, say } = options
  if (memory || findJava() === undefined) {
    say(
      memory
        ? 'everything is kept in memory, as --memory asks: it is gone when this ends'
        : 'there is no Java 17 or later, which DynamoDB Local needs (Debian: openjdk-17-jre-headless): everything is kept in memory, and gone when this ends',
    )
    const { startMemoryStack } = await import('./memory-stack.ts')
    return { ...(await startMemoryStack(options)), isLasting: false }
  }
  say(`starting DynamoDB Local, S3, SQS and Secrets Manager, with their data in ${places.data} ...`)
  const { startAwsStack } = await import('./aws-stack.ts')
  const dataFolder = join(places.data, dataName)
  // Records hold personal data, if only samples' at first.
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  return { ...(await startAwsStack({ ...options, dataFolder, folder: places.base })), isLasting: true }
}
