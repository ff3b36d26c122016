/** `npm run test:lambda`: the packaged functions under AWS's own runtime client, from end to end. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startVitest } from 'vitest/node'
import { findJava } from '../../infra/local/servers/java.ts'
import { packageService } from '../../infra/package/package-service.ts'
import { findNode, root } from '../bench/node.ts'
import { installClient } from './packages.ts'

const help = `npm run test:lambda -- [--node MAJOR]...

Packages the service, starts the local stack with every function as a process under aws-lambda-ric, the client with which
Lambda itself runs Node, behind a small Runtime API, and puts the service through the end-to-end proofs: passes are issued,
linked to, downloaded, registered, changed, pushed, listed, fetched and verified, and no key may be seen anywhere.

  --node MAJOR  the Node of the functions; may be repeated. Default: 22 and 24

Optional, and no part of npm test: the first time it compiles the client, which takes a minute or more, make, cmake, python3
and a C++ compiler. It takes Java 17 and openssl, as npm start and npm test do.
`

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Packages the service, so that what starts later finds the archives of the functions: it does not wait for ever. */
const packageOnce = async (): Promise<void> => {
  say('Packaging the service ...')
  const outDir = await mkdtemp(join(tmpdir(), 'passwright-package-'))
  try {
    await packageService({ stage: 'local', outDir, validate: false, reuseArchives: true })
  } finally {
    await rm(outDir, { recursive: true })
  }
}

/** Runs the proofs with functions on a Node. Whether they hold. */
const runOn = async (major: number): Promise<boolean> => {
  const { path, version } = findNode(major)
  if (!version.startsWith(`${major}.`)) throw new Error(`there is no Node ${major} for this machine`)
  say(`The packaged functions under aws-lambda-ric 4.0.2 on Node ${version}:`)
  process.env.PASSWRIGHT_LAMBDA_NODE = path
  const vitest = await startVitest('test', [], {
    ...{ root, config: false, watch: false, include: ['test/lambda/service.ts'] },
    ...{ globalSetup: ['test/setup/temporary-folder.ts'], testTimeout: 90_000, hookTimeout: 180_000 },
    reporters: ['verbose'],
  })
  await vitest.close()
  return vitest.state.getFiles().length === 1 && vitest.state.getCountOfFailedTests() === 0
}

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { node: { type: 'string', multiple: true, default: ['22', '24'] }, help: { type: 'boolean' } },
  })
  if (values.help) {
    process.stdout.write(help)
    return
  }
  if (findJava() === undefined) throw new Error('the local servers need Java 17 or later: openjdk-17-jre-headless')
  installClient(say)
  await packageOnce()
  const failed: string[] = []
  for (const major of values.node) if (!(await runOn(Number(major)))) failed.push(major)
  if (failed.length > 0) process.exitCode = 1
  say(failed.length === 0 ? 'All hold.' : `Not all hold on Node ${failed.join(', ')}.`)
}

await main()
