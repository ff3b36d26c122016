/** The benchmark runs and verifies what it measures. What it measures is no test's business. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { Results } from './bench/results.ts'
import { settings } from './bench/schedule.ts'
import { needs } from './setup/programs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const quickResults = (): Results => {
  const folder = mkdtempSync(join(tmpdir(), 'passwright-bench-'))
  try {
    const json = join(folder, 'results.json')
    const args = ['--import', 'tsx', 'test/bench/main.ts', '--quick', '--no-peers', '--node', 'host', '--json', json]
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
    expect(stderr).toContain('Verifying')
    expect(status).toBe(0)
    return JSON.parse(readFileSync(json, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('npm run bench', needs('openssl', 'unzip'), () => {
  it('tells rates, ratios, first passes and bundle sizes of everyone who takes part', () => {
    const results = quickResults()
    expect(results.node).toBe(process.versions.node)
    expect(results.entrants.map(({ contender }) => contender)).toEqual(['bare', 'passwright'])
    expect(results.leftOut.map(({ contender }) => contender)).toEqual(['passkit-generator', 'pass-js'])
    expect(results.throughput.map(({ setting }) => setting)).toEqual(settings)
    for (const { contenders } of results.throughput) {
      expect(contenders).toEqual(
        ['bare', 'passwright'].map((contender) => ({
          contender,
          passesPerSecond: expect.any(Number),
          ofBare: expect.any(Number),
          cpuMicroseconds: expect.any(Number),
        })),
      )
    }
    expect(results.firstPass.map(({ contender }) => contender)).toEqual(['bare', 'passwright'])
    expect(results.check.map((each) => each.process)).toEqual(['empty', 'check', 'openssl'])
    expect(results.notifications.map(({ pusher }) => pusher)).toEqual(['bare', 'passwright'])
    expect(results.cold.map(({ name }) => name)).toEqual(['bare list', 'wallet list', 'bare pass', 'wallet fetch'])
    expect(results.cold.at(-1)).toEqual({
      name: 'wallet fetch',
      ...{ bundleBytes: expect.any(Number), loadMs: expect.any(Number), firstMs: expect.any(Number) },
      ...{ firstCpuMs: expect.any(Number), ofBare: expect.any(Number), cpuOfBare: expect.any(Number) },
      signMs: expect.any(Number),
    })
    expect(results.loop).toEqual({
      changes: 5,
      p50: expect.any(Number),
      p99: expect.any(Number),
      longest: expect.any(Number),
    })
    expect(results.drawings.map(({ drawing }) => drawing)).toEqual(['preview', 'picture', 'document'])
    expect(results.service.map(({ operation }) => operation)).toEqual([
      'floor',
      'create',
      'patch',
      'read',
      'first download',
      'download',
      'register',
      'register again',
      'list',
      'list of nothing',
      'fetch',
      'fetch of the same',
      'log',
      'wrong token',
      'signature',
      'build',
    ])
    // At least the first pass of each process.
    expect(results.verified).toBeGreaterThan(settings.length)
    // Bundles of everyone and half a minute of processes, beside whatever else this machine does.
  }, 120_000)
})
