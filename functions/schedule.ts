/** Sends what has waited too long to the queue again. */
import { awsRedrivePorts } from '../lib/adapters/aws/ports.ts'
import { makeRedrive } from '../lib/service/work/redrive.ts'

const redrive = makeRedrive(awsRedrivePorts(process.env))

/** The function. */
export const handler = async (): Promise<{ readonly sent: number }> => ({ sent: await redrive() })
