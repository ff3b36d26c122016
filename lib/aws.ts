/**
 * The world of Passwright's service in AWS, as a library: the ports that its functions have, and the pusher that wakes devices
 * by way of Apple's push service, which does without AWS as well; and what draws the pictures of its pages, where there are files.
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
export { nodePictures } from './adapters/pictures/node-pictures.ts'
export type { PicturesOptions } from './adapters/pictures/pictures.ts'
