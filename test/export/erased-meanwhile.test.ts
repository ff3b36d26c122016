/** An export of what holders have said of themselves, while some have it erased. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exportDeployment } from '../../lib/cli/export/export-deployment.ts'
import { withExportFolder } from '../../lib/cli/export/export-folder.ts'
import { aFolder, filesBelow } from '../builders/passwright.ts'
import { aPersonalized } from '../service/personal.ts'
import { codeOf } from '../service/world.ts'

it.each(['erase', 'erasePersonalData'] as const)('goes on when %s comes after the page was read', async (call) => {
  const { world, pass } = await aPersonalized()
  const { recovery } = world.memory
  const out = join(await aFolder(), 'export')
  const inventory: typeof recovery = {
    ...recovery,
    records: async (page) => {
      const read = await recovery.records(page)
      await world.service.passes[call](pass, {})
      return read
    },
  }
  const exported = withExportFolder(out, async (files) => {
    const counts = await exportDeployment({ ...world.memory, inventory }, files, {
      ...{ personalData: true, restoredAt: 0 },
      tell: () => undefined,
    })
    expect(counts).toMatchObject({ passes: 1, personalData: 0 })
  })
  expect(await codeOf(exported)).toBe(undefined)
  expect((await filesBelow(out)).filter((path) => path.startsWith('personal-data'))).toEqual([])
  expect(await readFile(join(out, 'export.json'), 'utf8')).toContain('"personalData": 0')
})
