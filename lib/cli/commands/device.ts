/** The commands of the simulated device, loaded together. */
export { deviceAdd, deviceList, devicePersonalize, deviceRemove } from './device-passes.ts'
export { deviceReboot, deviceRefresh, deviceRotate, deviceUpdates, deviceWake } from './device-updates.ts'
export { deviceWatch } from './device-watch.ts'
