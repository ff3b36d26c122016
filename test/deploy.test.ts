/** `npm run deploy`, run as an operator runs it: what it refuses to begin, what it says, and what it does. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aFolder, type Outcome } from './builders/passwright.ts'
import { type FakeAws, startFakeAws } from './deploy/fake-aws.ts'

const root = resolve(import.meta.dirname, '..')

const home = await aFolder()

const run = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
  const bare = { PATH: process.env.PATH, HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...env }
  const program = ['--import', 'tsx', 'infra/deploy/main.ts']
  const child = spawn(process.execPath, [...program, ...args], {
    cwd: root,
    env: bare,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      written[name] += chunk
    })
  }
  const code = await new Promise<number | null>((done) => child.on('close', done))
  return { code, ...written }
}

const ownDomain = ['--param', 'publicBaseUrl=https://passes.acme-tickets.dev']

let aws: FakeAws

beforeAll(async () => {
  aws = await startFakeAws()
})

afterAll(() => aws.stop())

const credentials = () => ({
  AWS_ENDPOINT_URL: aws.endpoint,
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  // How often osls looks whether a stack is ready, in milliseconds.
  SLS_AWS_MONITORING_FREQUENCY: '100',
})

describe('before anything is done', () => {
  it('says how it is used', async () => {
    const { code, stdout } = await run(['--help'])
    expect([code, stdout]).toEqual([0, expect.stringContaining('usage: npm run deploy -- --stage NAME')])
  })

  it.each([
    ['no stage', [], 'which stage? Say --stage NAME'],
    ['an unknown stage', ['--stage', 'nowhere'], 'there is no stage "nowhere"'],
    ['an unknown option', ['--stage', 'prod', '--force'], "Unknown option '--force'"],
    ['an unknown setting', ['--stage', 'prod', '--param', 'colour=red'], 'colour is no setting'],
    ['an address of this machine', ['--stage', 'local'], 'no phone reaches http://127.0.0.1:8080'],
    ['the address of the example', ['--stage', 'prod'], 'no phone reaches https://passes.example.com'],
    [
      "an address of Amazon's",
      ['--stage', 'prod', '--param', 'publicBaseUrl=https://a1.execute-api.eu-central-1.amazonaws.com'],
      'is an address that Amazon made up',
    ],
    ['no credentials', ['--stage', 'prod', ...ownDomain], 'there are no AWS credentials'],
  ])('%s is refused in one line', async (_, args, reason) => {
    const { code, stdout, stderr } = await run(args)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^deploy: [^\n]*\n$/)
    expect(stderr).toContain(reason)
  })

  it('credentials that AWS does not take are refused', async () => {
    // Nobody listens there.
    const env = { ...credentials(), AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_MAX_ATTEMPTS: '1' }
    const { code, stderr } = await run(['--stage', 'prod', ...ownDomain], env)
    expect([code, stderr]).toEqual([1, expect.stringContaining('AWS does not take these credentials')])
  })

  it('a question that nobody can answer is refused, after all that will be done was said', async () => {
    const { code, stdout, stderr } = await run(['--stage', 'prod', ...ownDomain], credentials())
    expect([code, stderr]).toEqual([1, 'deploy: nobody is here to be asked: say --yes to deploy without a question\n'])
    for (const line of [
      'stack        passwright-prod\n',
      'account      123456789012, as arn:aws:iam::123456789012:user/deployer\n',
      'region       eu-central-1\n',
      'address      https://passes.acme-tickets.dev, written into every pass\n',
      'pass type    pass.com.example.boarding, team ABCDE12345\n',
    ]) {
      expect(stdout).toContain(line)
    }
    expect(stdout).toMatch(/^resources {4}\d+: .*3 DynamoDB Table.*10 Lambda Function/m)
    expect(aws.actions).toEqual(['GetCallerIdentity'])
  }, 180_000)
})

describe('a deployment', () => {
  it('uploads what was packaged, makes the stack of it, and says what remains to be done', async () => {
    const { code, stdout } = await run(['--stage', 'prod', ...ownDomain, '--yes'], credentials())
    expect(stdout).toContain('passwright signer upload DIR --stage prod')
    expect(stdout).toContain('export AWS_REGION=eu-central-1')
    expect(code).toBe(0)
    expect(aws.actions.filter((action) => /^(Create|Update|Validate)/.test(action))).toEqual([
      'CreateStack',
      'ValidateTemplate',
      'UpdateStack',
    ])
    for (const name of ['api', 'wallet', 'download', 'changes', 'build', 'schedule']) {
      const packaged = readFileSync(join(root, '.build', 'prod', `${name}.zip`))
      expect(aws.uploads.get(`${name}.zip`)?.equals(packaged)).toBe(true)
    }
    const template = JSON.parse(aws.uploads.get('compiled-cloudformation-template.json')?.toString() ?? '')
    expect(Object.keys(template.Resources)).toEqual(expect.arrayContaining(['PassesTable', 'ApiRole', 'HttpApi']))
  }, 180_000)
})
