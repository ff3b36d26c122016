/**
 * The local stack as `npm start` runs it, but that the packaged functions are processes with AWS's runtime client. The Node
 * that they run on is in the variable PASSWRIGHT_LAMBDA_NODE.
 */
import { main } from '../../infra/local/main.ts'
import { ricInstances } from './ric-instance.ts'

await main(process.argv.slice(2), ricInstances(process.env.PASSWRIGHT_LAMBDA_NODE ?? process.execPath))
