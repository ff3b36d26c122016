import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { follow } from './follow.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwright-follow-'))
})

afterEach(() => rm(folder, { recursive: true }))

const nothing = (): Promise<void> => Promise.resolve()

describe('following a folder', () => {
  it('misses no change from its first call on, and ends with the failure of a later one', async () => {
    const first = () => writeFile(join(folder, 'pass.json'), '{}')
    const changed = () => Promise.reject(new RangeError('no room'))
    await expect(follow(folder, join(folder, 'out.svg'), { first, changed })).rejects.toThrow('no room')
  })

  it('goes on with a file that is replaced by another of its name, again and again', async () => {
    const file = join(folder, 'pass.json')
    let changes = 0
    const replace = async (): Promise<void> => {
      await writeFile(join(folder, 'new.part'), String(changes))
      await rename(join(folder, 'new.part'), file)
    }
    const changed = (): Promise<void> => {
      changes += 1
      return changes < 4 ? replace() : Promise.reject(new RangeError('seen four'))
    }
    await writeFile(file, '{}')
    const followed = follow(folder, join(folder, 'out.svg'), { first: replace, changed })
    await expect(followed).rejects.toThrow('seen four')
  })

  it('ends with the failure of its first call', async () => {
    const first = () => Promise.reject(new RangeError('no room'))
    await expect(follow(folder, join(folder, 'out.svg'), { first, changed: nothing })).rejects.toThrow('no room')
  })

  it('refuses what is not there', async () => {
    const followed = follow(join(folder, 'none'), 'out.svg', { first: nothing, changed: nothing })
    await expect(followed).rejects.toMatchObject({ code: 'input/unreadable' })
  })
})
