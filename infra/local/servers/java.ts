/** Finds a Java that DynamoDB Local runs on. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const leastVersion = 17

const version = /version "(\d+)/

/** Whether a program is a Java that is new enough. Being there is not enough: macOS has a `java` that only asks to install one. */
const isUsable = (program: string, env: NodeJS.ProcessEnv): boolean => {
  const { status, stderr } = spawnSync(program, ['-version'], { env, encoding: 'utf8', timeout: 30_000 })
  return status === 0 && Number(version.exec(stderr)?.[1] ?? 0) >= leastVersion
}

/** The `java` to call: that of JAVA_HOME, else that of PATH; undefined if there is none of version 17 or later. */
export const findJava = (env: NodeJS.ProcessEnv = process.env): string | undefined => {
  const home = env.JAVA_HOME
  return [...(home ? [join(home, 'bin', 'java')] : []), 'java'].find((program) => isUsable(program, env))
}
