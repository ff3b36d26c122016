/**
 * Passwright's service as a library: the use cases, the Hono apps in front of them, and the ports behind them, in memory;
 * those for AWS are `passwright/aws`. What Lambda runs is wired from the same parts.
 *
 * @module
 */
export { type MemoryOptions, type MemoryPorts, memoryPorts } from './adapters/memory/ports.ts'
export { type ApiOptions, apiApp } from './http/api/app.ts'
export type { Authorization } from './http/api/principal.ts'
export { downloadApp } from './http/download/app.ts'
export { pageApp } from './http/page/app.tsx'
export type { PageOptions } from './http/page/page-options.ts'
export type { Failure, HttpOptions } from './http/problem/report.ts'
export { walletApp } from './http/wallet/app.ts'
export type { Bus, Notice, NoticeType } from './ports/bus.ts'
export type { Pictures } from './ports/pictures.ts'
export type { Ports } from './ports/ports.ts'
export type { PushAnswer, Pusher } from './ports/pusher.ts'
export { type Scope, type StoredApiKey, scopes } from './ports/secrets.ts'
export { ServiceError } from './service/errors.ts'
export { makeService } from './service/make-service.ts'
export type { Service, ServiceSettings } from './service/service.ts'
export type { WalletService } from './service/wallet/wallet-service.ts'
