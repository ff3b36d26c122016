/**
 * The world of Passwright's service in AWS, as a library: the ports that its functions have, and the pusher that wakes devices
 * by way of Apple's push service, which does without AWS as well.
 *
 * @module
 */
export { type ApnsPusher, type ApnsPusherOptions, apnsPusher } from './adapters/apns/apns-pusher.ts'
export { type ApnsSettings, apnsSettings } from './adapters/apns/settings.ts'
export { type ClientConfig, clientConfigOf } from './adapters/aws/client-config.ts'
export {
  awsBuildingPorts,
  awsFollowPorts,
  awsIngestPorts,
  awsNotifyPorts,
  awsPorts,
  awsRolloutPorts,
  awsSchedulePorts,
  awsWalletPorts,
  awsWorkPorts,
} from './adapters/aws/ports.ts'
