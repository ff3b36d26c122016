import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { StageError } from './stage-error.ts'
import { readStage, type StageSettings } from './stage-settings.ts'

const certificate = 'arn:aws:acm:eu-central-1:123456789012:certificate/0a1b2c'

const refusal = (stage: string, changes: object = {}): string => {
  try {
    readStage(stage, changes)
    return 'taken'
  } catch (error) {
    if (error instanceof StageError) return `${error.code}: ${error.message}`
    throw error
  }
}

describe('the settings of a stage', () => {
  it('are those of its file, and defaults for the rest', () => {
    const expected: Omit<StageSettings, 'passTypes'> = {
      publicBaseUrl: 'http://127.0.0.1:8080',
      apiAuthorization: 'keys',
      logRetentionDays: 7,
      allowAmazonHost: false,
      adoptedPassTypes: ['pass.com.example.passwright.event'],
      throttling: { rate: 5000, burst: 2500 },
      notifyConcurrency: 10,
      reserveNotifyConcurrency: false,
      generation: 1,
      restoredAt: 'never',
    }
    expect(readStage('local')).toMatchObject(expected)
  })

  it('may be replaced one by one', () => {
    const changed = readStage('local', { publicBaseUrl: 'https://tunnel.example.com/', apiAuthorization: 'iam' })
    expect([changed.publicBaseUrl, changed.apiAuthorization]).toEqual(['https://tunnel.example.com', 'iam'])
  })

  it('the local stage has room for the pass types of the samples', () => {
    const templates = join(import.meta.dirname, '..', 'templates')
    const settings = readdirSync(templates, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('template.json'))
      .map((name) => JSON.parse(readFileSync(join(templates, name), 'utf8')))
    const samples = settings.map(({ passTypeIdentifier: identifier, teamIdentifier: team }) => ({ identifier, team }))
    expect(samples).toHaveLength(5)
    expect(readStage('local').passTypes).toEqual(expect.arrayContaining(samples))
  })

  it.each(['nowhere', '../stages/local', 'Local', '', '.'])('%j is no stage, and the known ones are named', (stage) => {
    expect(refusal(stage)).toMatch(/^stage\/unknown: .*local/)
  })

  it('an address is a must', () => {
    expect(refusal('local', { publicBaseUrl: undefined })).toMatch(
      /^stage\/settings-invalid: .*publicBaseUrl is missing/,
    )
  })

  it.each([
    [{ colour: 'red' }, 'colour is no setting'],
    [{ apiAuthorization: 'none' }, 'apiAuthorization must be keys or iam'],
    [{ logRetentionDays: 8 }, 'logRetentionDays must be one of 1, 3, 5, 7,'],
    [{ allowAmazonHost: 'yes' }, 'allowAmazonHost must be true or false'],
    [{ adoptedPassTypes: ['pass.com.example.elsewhere'] }, 'adoptedPassTypes must list identifiers of passTypes'],
    [{ adoptedPassTypes: 'pass.com.example.passwright.event' }, 'adoptedPassTypes must list identifiers'],
    [{ adoptedPassTypes: [1, 2].map(() => 'pass.com.example.passwright.event') }, 'each once'],
    [{ generation: 0 }, 'generation must be a whole number from 1 to 9999'],
    [{ generation: 1.5 }, 'generation must be a whole number'],
    [{ generation: 10_000 }, 'generation must be a whole number'],
    [{ generation: '2' }, 'generation must be a whole number'],
    [{ restoredAt: '2999-01-01T00:00:00Z' }, 'restoredAt must be a moment in the past'],
    [{ restoredAt: '2026-01-01 10:00' }, 'restoredAt must be a moment in the past'],
    [{ restoredAt: 1 }, 'restoredAt must be a moment in the past'],
    [{ domain: {} }, 'domain must be {certificateArn'],
    [{ domain: { certificateArn: 'arn:aws:iam::1:role/x' } }, 'domain must be {certificateArn'],
    [{ domain: { certificateArn: certificate, hostedZoneId: 'zone' } }, 'domain must be {certificateArn'],
    [{ domain: { certificateArn: certificate, host: 'x' } }, 'domain must be {certificateArn'],
    [{ domain: { certificateArn: certificate }, region: 'us-east-1' }, 'domain has a certificate of another region'],
    [{ domain: { certificateArn: certificate } }, 'domain takes an https address'],
    [{ throttling: { rate: 0, burst: 1 } }, 'throttling must be {rate, burst}'],
    [{ throttling: { rate: 1 } }, 'throttling must be {rate, burst}'],
    [{ notifyConcurrency: 1 }, 'notifyConcurrency must be a whole number from 2 to 1000'],
    [{ reserveNotifyConcurrency: 10 }, 'reserveNotifyConcurrency must be true or false'],
    [{ alarmEmail: 'operators' }, 'alarmEmail must be an e-mail address'],
    [{ region: 'Frankfurt' }, 'region must be the name of a region'],
    [{ passTypes: [] }, 'passTypes must list pass types'],
    [{ passTypes: [{ identifier: 'com.example', team: 'ABCDE12345' }] }, 'passTypes must list pass types'],
    [{ passTypes: [{ identifier: 'pass.com.example', team: 'abc' }] }, 'passTypes must list pass types'],
    [{ passTypes: [1, 2].map(() => ({ identifier: 'pass.com.example', team: 'ABCDE12345' })) }, 'each once'],
  ])('%j is refused with a reason', (changes, reason) => {
    expect(refusal('local', changes)).toContain(reason)
  })

  it('without a file’s word, no passes are adopted, and devices are in the first generation', () => {
    expect(readStage('prod')).toMatchObject({ adoptedPassTypes: [], generation: 1 })
  })

  it('all faults are told at once', () => {
    expect(refusal('local', { colour: 'red', region: 1 })).toMatch(/colour is no setting; region must be/)
  })
})
