/** The life of the local stack: takes the port, starts the stack behind it, fills it with the samples, and stops it all. */
import { rm } from 'node:fs/promises'
import { places } from './folders.ts'
import { openGallery } from './gallery/gallery.ts'
import { message } from './gateway/answer.ts'
import { eventsDoor, pushesDoor } from './gateway/doors.ts'
import { type GatewayOptions, makeGateway } from './gateway/gateway.ts'
import { listenOn } from './gateway/listen.ts'
import type { StartInstance } from './lambda/instance.ts'
import { takeLock } from './lock.ts'
import type { StartOptions } from './options.ts'
import { openPhones } from './phone/open-phones.ts'
import { startPushService } from './phone/push-service.ts'
import { makePushes } from './phone/pushes.ts'
import { prepareSeed, type Seeded, type SeedPlan, seed, seedFlights } from './samples/seed.ts'
import { loopback } from './servers/server.ts'
import { startStack } from './stack/start-stack.ts'
import { makeStopper } from './stack/stopper.ts'
import type { Terminal } from './terminal.ts'

/** A local stack that runs. */
export interface Running {
  /** Issues what takes its time; rejects if it is refused. */
  readonly background: Promise<void>
  readonly stop: () => Promise<void>
}

const starting: GatewayOptions = { routes: [], ownAnswer: message(503, 'Service Unavailable') }

const sayWhatToDo = (terminal: Terminal, { signer }: SeedPlan, seeded: Seeded, baseUrl: string): void => {
  terminal.say('')
  for (const { template, url } of seeded.passes) terminal.say(`  ${template.padEnd(16)}${url}`)
  terminal.say('')
  terminal.say(seeded.remark)
  if (signer.kind === 'throwaway') {
    terminal.say('Sample phones hold these passes: change one, and the lock screen of the first is shown here.')
  }
  terminal.say(`logs in ${places.logs}, an API key in ${places.apiKey}; for a start:`)
  terminal.say(`  curl -H "Authorization: Bearer $(cat ${places.apiKey})" ${baseUrl}/api/v1/templates`)
  terminal.say(`Passwright is ready: ${baseUrl}`)
}

/**
 * Starts it; resolves when it is ready.
 *
 * @param onDeath called when a server ends by itself
 * @param startInstance how packaged functions start. Default: as worker threads
 * @throws LocalError, SignerError or StageError if it cannot start; nothing is left running then
 */
export const startLocal = async (
  options: StartOptions,
  terminal: Terminal,
  onDeath: (reason: string) => void,
  startInstance?: StartInstance,
): Promise<Running> => {
  const stopper = makeStopper()
  const aborted = new AbortController()
  try {
    const unlock = takeLock(places.lock)
    stopper.add(() => Promise.resolve(unlock()))
    let serving = starting
    const gateway = makeGateway(() => serving)
    const baseUrl = `http://${loopback}:${await listenOn(gateway, options.port)}`
    stopper.add(
      () =>
        new Promise((resolve) => {
          gateway.close(() => resolve())
          gateway.closeAllConnections()
        }),
    )
    if (options.fresh) await rm(places.data, { recursive: true, force: true })
    const plan = await prepareSeed(options.own)
    const pushes = makePushes()
    const pushService = startPushService(plan.signer, pushes)
    // Whoever needs it hears of what it fails with.
    pushService.catch(() => undefined)
    stopper.add(async () => await (await pushService)?.stop())
    const stack = await startStack({
      publicBaseUrl: options.own?.publicUrl ?? baseUrl,
      passTypes: plan.passTypes,
      adoptedPassTypes: plan.adoptedPassTypes,
      dataName: plan.dataName,
      memory: options.memory,
      pushService,
      logs: places.logs,
      ...(options.callsFile === undefined ? {} : { callsFile: options.callsFile }),
      startInstance,
      say: terminal.say,
      onDeath,
    })
    stopper.add(stack.stop)
    serving = { routes: stack.routes }
    const seeded = await seed(plan, stack, baseUrl, terminal)
    const phones = await openPhones(plan, stack, { pushes, baseUrl, say: terminal.say })
    for (const phone of phones) stopper.add(phone.stop)
    const gallery = openGallery({ ...seeded, phones, baseUrl, keyFile: places.apiKey }, terminal.say)
    stopper.add(() => Promise.resolve(gallery.close()))
    serving = {
      ...serving,
      doors: [pushesDoor(pushes), eventsDoor(seeded.key, stack.putEvents), gallery.door],
    }
    stopper.add(() => Promise.resolve(aborted.abort()))
    sayWhatToDo(terminal, plan, seeded, baseUrl)
    const background = async () => {
      // One after the other: adding keeps a phone busy for a second, and this machine has other things to do.
      for (const phone of phones) await phone.add(seeded.passes)
      await seedFlights(plan, seeded, terminal, aborted.signal)
    }
    return { background: background(), stop: stopper.stop }
  } catch (error) {
    await stopper.stop()
    throw error
  }
}
