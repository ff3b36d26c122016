import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readBadges } from './badges.ts'

it('badges are the SVG files that are named by a language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'badges-'))
  for (const name of ['en.svg', 'pt-BR.svg', 'en.png', 'README.md', 'US-UK_Add_to_Apple_Wallet.svg'])
    writeFileSync(join(folder, name), `<svg>${name}</svg>`)
  expect([...readBadges(folder)]).toEqual([
    ['en', '<svg>en.svg</svg>'],
    ['pt-BR', '<svg>pt-BR.svg</svg>'],
  ])
})

it('without a folder there are none', () => {
  expect(readBadges(join(tmpdir(), 'no-such-folder')).size).toBe(0)
})
