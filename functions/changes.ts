/** Follows the changes of pass records. */
import { awsFollowPorts } from '../lib/adapters/aws/ports.ts'
import { changeOf, type StreamRecord } from '../lib/adapters/aws/stream.ts'
import { streamHandler } from '../lib/adapters/lambda/batch.ts'
import { makeFollow } from '../lib/service/work/follow.ts'

const follow = makeFollow(awsFollowPorts(process.env))

/** The function. */
export const handler = streamHandler<StreamRecord>('changes/not-followed', (records) =>
  follow(records.map(changeOf).filter((change) => change !== undefined)),
)
