/** The process of the stand-in: `node BUNDLE ROOT-PEM-FILE` says where it is, and serves until its parent goes. */
import { readFileSync } from 'node:fs'
import { startApns } from '../../../infra/local/apns/apns.ts'

const root = readFileSync(process.argv[2] ?? '', 'utf8')
const { origin, roots } = await startApns({ clientRoots: [root], relayed: false })
process.on('disconnect', () => process.exit())
process.send?.({ origin, roots })
