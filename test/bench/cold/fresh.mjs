/**
 * A fresh process that loads a bundle and has it answer one event after the other: `node fresh.mjs BUNDLE STEPS OUTPUT`
 * prints how long each took, and writes what the last one answered, if it is bytes. Plain JavaScript: nothing of it is to be
 * compiled first.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const [bundle, stepsFile, output] = process.argv.slice(2)
const steps = JSON.parse(readFileSync(stepsFile, 'utf8'))

const context = {
  awsRequestId: '00000000-0000-0000-0000-000000000000',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 10_000,
}

const now = () => {
  const { user, system } = process.cpuUsage()
  return { wall: performance.now(), cpu: (user + system) / 1000 }
}

const since = (start) => {
  const end = now()
  return { milliseconds: end.wall - start.wall, cpuMilliseconds: end.cpu - start.cpu }
}

const assertGood = (answer, good) => {
  for (const [name, value] of Object.entries(good)) {
    if (JSON.stringify(answer?.[name]) === JSON.stringify(value)) continue
    throw new Error(`${bundle} answered ${JSON.stringify(answer).slice(0, 2000)}`)
  }
}

const begun = now()
const { handler } = await import(bundle)
const load = since(begun)
const took = []
let last
for (const { event, good } of steps) {
  const start = now()
  last = await handler(event, context)
  took.push(since(start))
  assertGood(last, good)
}
process.stdout.write(`\n${JSON.stringify({ load, took })}\n`)
if (output && last?.isBase64Encoded) writeFileSync(output, Buffer.from(last.body, 'base64'))
// Clients keep their connections.
process.exit()
