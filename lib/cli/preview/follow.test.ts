import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { follow } from './follow.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passwright-follow-'))
})

afterEach(() => rm(folder, { recursive: true }))

describe('following a folder', () => {
  it('ends with the failure of what is done after a change', async () => {
    const followed = follow(folder, join(folder, 'out.svg'), () => Promise.reject(new RangeError('no room')))
    // The folder is watched from a moment later on: changes go on until one is seen.
    const changing = setInterval(() => writeFile(join(folder, 'pass.json'), '{}'), 250)
    try {
      await expect(followed).rejects.toThrow('no room')
    } finally {
      clearInterval(changing)
    }
  })

  it('refuses what is not there', async () => {
    const nothing = follow(join(folder, 'none'), 'out.svg', () => Promise.resolve())
    await expect(nothing).rejects.toMatchObject({ code: 'input/unreadable' })
  })
})
