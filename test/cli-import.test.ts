/** `passwright import`, run as its users run it, against the API on this machine. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aFolder, passwright } from './builders/passwright.ts'
import { aDeployment, type Deployment, type } from './http/a-deployment.ts'
import { takeDownload, takeUpload } from './http/an-import.ts'
import { type Served, serve } from './http/serve.ts'

const folder = await aFolder()

let deployment: Deployment
let served: Served
let key: string
/** How many uploads are lost before one is taken. */
let lost = 0

const place = (url: string) => url.slice(url.indexOf('/files/') + '/files'.length)

const answer = async (request: Request): Promise<Response> => {
  if (!request.url.includes('/files/')) return await deployment.api(request)
  const address = `https://files.example${place(request.url)}`
  if (request.method === 'GET') {
    const text = await takeDownload(deployment, address)
    return new Response(text ?? null, { status: text === undefined ? 403 : 200 })
  }
  if (lost-- > 0) return new Response(null, { status: 503 })
  const isTaken = await takeUpload(deployment, address, new Uint8Array(await request.arrayBuffer()))
  return new Response(null, { status: isTaken ? 200 : 403 })
}

beforeAll(async () => {
  served = await serve(answer)
})

afterAll(() => served.stop())

beforeEach(async () => {
  deployment = await aDeployment({ filesAt: `${served.url}/files` })
  await deployment.publish()
  key = await deployment.keyWith(['passes:import'])
  lost = 0
})

const run = async (name: string, contents: string, ...options: readonly string[]) => {
  await writeFile(join(folder, name), contents)
  return passwright(folder, ['import', name, '--url', served.url, ...options], { PASSWRIGHT_API_KEY: key })
}

const written = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

const passOf = async (serial: string) => (await deployment.call('GET', `/passes/${type}/${serial}`)).json

describe('import', () => {
  it('issues and changes the passes of a table, and writes what came of each row beside it', async () => {
    const outcome = await run('a.csv', 'serialNumber,name\nA-1,Ada\nA-2,Eve\n', '--template', 'card')
    expect([outcome.code, outcome.stdout]).toEqual([
      0,
      'of 2 rows, 2 created, 0 changed, 0 unchanged, 0 failed; a.csv.result.csv tells what came of each\n',
    ])
    expect(outcome.stderr).toMatch(/^import [\w-]{22}; with --resume [\w-]{22} this command watches it again/)
    expect(await written('a.csv.result.csv')).toBe(
      'row,serialNumber,outcome,version,code,message\r\n2,A-1,created,1,,\r\n3,A-2,created,1,,\r\n',
    )
    expect(await passOf('A-2')).toMatchObject({ values: { name: 'Eve' } })
    const again = await run('a.csv', 'serialNumber,name\nA-1,Ada\nA-2,Lin\n', '--patch')
    expect(again.stdout).toContain('of 2 rows, 0 created, 1 changed, 1 unchanged, 0 failed')
  })

  it('exits with 1 when rows have failed, and has done the others', async () => {
    const rows = ['{"serialNumber":"A-1","template":"card","values":{"name":"Ada"}}', '{"serialNumber":"A-2"}']
    const { code, stdout } = await run('a.jsonl', rows.join('\n'), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      status: 'done',
      rows: 2,
      counts: { created: 1, changed: 0, unchanged: 0, failed: 1 },
      result: 'a.jsonl.result.ndjson',
    })
    expect(await written('a.jsonl.result.ndjson')).toContain('"row":2,"serialNumber":"A-2","outcome":"failed"')
  })

  it('sends the file again if its place did not take it', async () => {
    lost = 1
    const { code } = await run('a.csv', 'serialNumber,name\nA-1,Ada\n', '--template', 'card')
    expect([code, lost]).toEqual([0, -1])
  })

  it('goes on watching an import that was begun', async () => {
    const first = await run('a.csv', 'serialNumber,name\nA-1,Ada\n', '--template', 'card')
    const id = /^import ([\w-]{22})/.exec(first.stderr)?.[1] ?? ''
    await writeFile(join(folder, 'a.csv.result.csv'), '')
    const { code, stdout, stderr } = await run('a.csv', 'serialNumber,name\nA-1,Ada\n', '--resume', id)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('of 1 rows, 1 created')
    expect(await written('a.csv.result.csv')).toContain('2,A-1,created,1,,')
    expect((await deployment.call('GET', '/imports')).json.items).toHaveLength(1)
  })

  it.each([
    ['a.csv', 'serialNumber,,name\nA-1,,Ada\n', 1, 'the header of the table has no name for column 2'],
    ['a.csv', 'serialNumber,name\nA-1,"Ada\n', 1, 'row 2 has a quotation mark that is never closed'],
    ['a.ndjson', '\n', 1, 'the file holds no rows'],
    ['a.txt', 'A-1', 2, 'the rows have to stand in FILE.csv, FILE.ndjson or FILE.jsonl'],
  ])('sends nothing that is no file of rows: %s %j', async (name, contents, code, message) => {
    const outcome = await run(name, contents, '--template', 'card')
    expect(outcome.code).toBe(code)
    expect(outcome.stderr).toContain(message)
    expect((await deployment.call('GET', '/imports')).json.items).toEqual([])
  })

  it('says what the API refuses', async () => {
    const { code, stderr } = await run('a.csv', 'serialNumber,name\nA-1,Ada\n', '--template', 'nothing')
    expect(code).toBe(1)
    expect(stderr).toContain('there is no template "nothing"')
  })

  it('says that there is no such import to go on with', async () => {
    const { code, stderr } = await run('a.csv', 'serialNumber,name\nA-1,Ada\n', '--resume', 'nothing')
    expect(code).toBe(1)
    expect(stderr).toContain('there is no import of this id')
  })
})
