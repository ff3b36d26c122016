/** The restore drill in its short form, and what it finds of designs that leave something out. `npm run drill -- restore` is the long one. */
import { describe, expect, it } from 'vitest'
import { type RestoreDesign, runRestoreDrill } from './drill/restore-drill.ts'

const timeout = 60_000

const drill = (seed: number, design: RestoreDesign = {}) =>
  runRestoreDrill({ passes: 12, devices: 4, changes: 12, seed, design })

describe('a restore of tables that phones are ahead of', () => {
  it.each([1, 2])(
    'ends with the newest version on every phone, and what was erased is erased (seed %i)',
    {
      timeout,
    },
    async (seed) => {
      const { looked, ...faults } = await drill(seed)
      expect(faults).toEqual({ behind: [], revived: [] })
      expect(looked).toBeGreaterThan(12)
    },
  )

  it.each<readonly [string, RestoreDesign]>([
    ['does not raise the generation', { withoutGeneration: true }],
    ['does not know when the restore was over', { withoutRestoredAt: true }],
    [
      'leaves the versions that devices were told of',
      {
        recovery: (recovery, { registrations }) => ({
          ...recovery,
          tellAnew: async (device, restoredAt) => {
            const told = await recovery.tellAnew(device, restoredAt)
            if (told.kind === 'gone') return told
            const key = `${device.deviceLibraryIdentifier}/${device.passTypeIdentifier}`
            const passes = new Map(
              Array.from(told.device.passes, ([serial, entry]) => [
                serial,
                { ...entry, v: device.passes.get(serial)?.v ?? 0 },
              ]),
            )
            registrations.devices.set(key, { ...told.device, passes })
            return told
          },
        }),
      },
    ],
    [
      'wakes nobody',
      {
        recovery: (recovery) => ({ ...recovery, tellAnew: () => Promise.resolve({ kind: 'gone' }) }),
      },
    ],
  ])('leaves phones behind if it %s', { timeout }, async (_, design) => {
    expect((await drill(1, design)).behind).not.toEqual([])
  })

  it('brings erased passes back if the log of erasures is lost with the tables', { timeout }, async () => {
    expect((await drill(1, { withoutLog: true })).revived).not.toEqual([])
  })
})
