/** `passwright doctor`: issues a test pass on a deployment, looks at everything that a phone depends on, and cleans up. */
import { setTimeout as pause } from 'node:timers/promises'
import { conformanceChecks } from '../../device/conformance/all-checks.ts'
import { apiAddress, apiClient, apiKey } from '../api-client.ts'
import type { Arguments, Command } from '../command.ts'
import { doctorScopes } from '../doctor/checks/key.ts'
import { type DoctorReport, examineDeployment } from '../doctor/examine.ts'
import { makeNetwork } from '../doctor/network.ts'
import { reportLines } from '../doctor/report-lines.ts'
import { UsageError } from '../errors.ts'
import type { Terminal } from '../terminal.ts'
import { readRootOption, rootOption } from '../trust.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const defaultPatience = 30
const mostPatience = 600

const patienceOf = (args: Arguments): number => {
  const given = Number(args.option('patience') ?? defaultPatience)
  if (given >= 1 && given <= mostPatience) return given * 1000
  throw new UsageError(`--patience is not a number of seconds from 1 to ${mostPatience}`)
}

const wishesOf = (args: Arguments) => {
  const [passType, team] = [args.option('pass-type'), args.option('team')]
  return { ...(passType === undefined ? {} : { passType }), ...(team === undefined ? {} : { team }) }
}

/** Breaks the work off when the process is asked to end; when it is asked again, it ends at once. */
const breakOffBySignals = async <T>(terminal: Terminal, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController()
  const onSignal = () => {
    if (controller.signal.aborted) process.exit(1)
    terminal.say('cleaning up; once more, and what was issued stays')
    controller.abort()
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    return await work(controller.signal)
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
}

/** About how many checks there are besides those of devices: for the progress only. */
const otherChecks = 60

const examine = async (args: Arguments, terminal: Terminal, signal: AbortSignal): Promise<DoctorReport> => {
  const [url = ''] = args.positionals
  let done = 0
  return await examineDeployment({
    base: apiAddress(url, 'URL'),
    key: apiKey(),
    client: apiClient(url),
    trust: await readRootOption(args),
    wishes: wishesOf(args),
    quick: args.has('quick'),
    patience: patienceOf(args),
    network: makeNetwork(),
    fetch: (request) => fetch(request),
    now: Date.now,
    sleep: (milliseconds) => pause(milliseconds, undefined, { signal }),
    signal,
    onDiagnosis: ({ check }) => {
      done += 1
      terminal.progress(done, Math.max(done + 1, conformanceChecks.length + otherChecks), check.padEnd(28))
    },
  })
}

/** The command. */
export const doctor: Command = {
  positionals: [{ name: 'URL', help: 'where the deployment is: its publicBaseUrl' }],
  options: {
    root: rootOption,
    'pass-type': { value: 'ID', help: 'the pass type to issue a test pass of (default: that of a published template)' },
    team: { value: 'ID', help: 'its team, where no template of it is published yet' },
    quick: { help: 'leave out what phones do: seconds instead of half a minute' },
    patience: {
      value: 'SECONDS',
      help: `how long a change may take to be listed for devices (default: ${defaultPatience})`,
    },
  },
  notes: [
    'Looks at DNS, TLS, clocks, health, the signer, headers, limits and links, and does what phones do (passwright device',
    'conformance), with test passes that it issues, changes and erases again: after a failure and after Ctrl-C, too. What an',
    'earlier run left that was killed is erased an hour later. Templates cannot be removed: of passwright-doctor-… one version',
    'stays, which later runs use again. Devices are made up: a deployment that pushes hears from Apple that there are none such.',
    `PASSWRIGHT_API_KEY has to be a key with the scopes ${doctorScopes.slice(0, 3).join(', ')},`,
    `${doctorScopes.slice(3).join(', ')}.`,
    'Exit status: 0 nothing is wrong (warnings may be), 1 something is or the run was broken off, 2 wrong usage.',
  ],
  async run(args, terminal) {
    const report = await breakOffBySignals(terminal, (signal) => examine(args, terminal, signal))
    if (args.has('json')) terminal.print(JSON.stringify(report))
    else for (const line of reportLines(report)) terminal.print(line)
    return report.ok ? 0 : 1
  },
}
