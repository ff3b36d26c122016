/**
 * A Lambda function in a thread of its own: loads the handler, then answers one event after the other. Plain JavaScript,
 * so that the thread starts without a compiler. Its environment variables are the function's and no others.
 */
import { parentPort, workerData } from 'node:worker_threads'

const describe = (error) => {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] }
  return { errorType: error.name, errorMessage: error.message, trace: String(error.stack).split('\n') }
}

const contextOf = ({ requestId, deadline }) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '$LATEST',
  invokedFunctionArn: workerData.arn,
  memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  awsRequestId: requestId,
  logGroupName: `/aws/lambda/${process.env.AWS_LAMBDA_FUNCTION_NAME}`,
  logStreamName: 'local',
  getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
})

const module = await import(workerData.module)
const handler = module[workerData.handler]
if (typeof handler !== 'function') throw new Error(`the module exports no function "${workerData.handler}"`)

parentPort.on('message', async ({ event, requestId, deadline }) => {
  try {
    const result = await handler(JSON.parse(event), contextOf({ requestId, deadline }))
    parentPort.postMessage({ ok: true, payload: JSON.stringify(result ?? null) })
  } catch (error) {
    const described = describe(error)
    process.stderr.write(`${requestId} ERROR Invoke Error ${JSON.stringify(described)}\n`)
    parentPort.postMessage({ ok: false, payload: JSON.stringify(described) })
  }
})
