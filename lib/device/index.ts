/**
 * A simulated device with Wallet, for whoever runs a web service for passes: it adds, registers, lists, fetches, personalizes
 * and logs as an iPhone does. Web standards only.
 *
 * @module
 */
export { conformanceChecks } from './conformance/all-checks.ts'
export type { CheckFacts, Need } from './conformance/check.ts'
export {
  type ConformanceOptions,
  type ConformanceReport,
  type ConformanceResult,
  runConformance,
} from './conformance/run.ts'
export type { DeviceOptions, PassView, SimulatedDevice } from './device.ts'
export { DeviceError, type DeviceErrorCode } from './errors.ts'
export type { FieldChange, ShownField } from './lock-screen/changes.ts'
export { simulateDevice } from './simulate-device.ts'
export type { Answers, PersonalizeOptions } from './tasks/personalize.ts'
export type { DeviceState, PassState } from './wallet/state.ts'
export { exchangesOf, logLinesOf, messagesOf, type Report, type Step } from './wallet/steps.ts'
export type { DevicePass, DevicePassType, PassAccess, PassName } from './web-service/calls.ts'
export type { Answer, CallName, Exchange } from './web-service/exchange.ts'
export type { Fetch } from './web-service/send.ts'
export { type Overrides, type WebService, type WebServiceOptions, webService } from './web-service/web-service.ts'
