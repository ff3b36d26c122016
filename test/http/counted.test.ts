import { describe, expect, it } from 'vitest'
import { memoryMetrics } from '../../lib/adapters/memory/metrics.ts'
import { downloadApp } from '../../lib/http/download/app.ts'
import { walletApp } from '../../lib/http/wallet/app.ts'
import { UnavailableError } from '../../lib/ports/errors.ts'
import { ServiceError } from '../../lib/service/errors.ts'
import type { DownloadService } from '../../lib/service/links/link-services.ts'
import type { WalletService } from '../../lib/service/wallet/wallet-service.ts'

const device = '/wallet/v1/devices/0123456789abcdef0123456789abcdef/registrations/pass.com.example.card'

const wallet = {
  list: () => Promise.resolve(undefined),
  authorize: () => Promise.resolve(),
  latest: () => Promise.reject(new UnavailableError('the database did not answer')),
} as unknown as WalletService

const downloads = {
  file: () => Promise.reject(new ServiceError('link/forged', 'it is not one of ours')),
} as unknown as DownloadService

const report = () => undefined

describe('the answers to phones', () => {
  it('are counted by call and status, also those that an error came to', async () => {
    const { metrics, counts } = memoryMetrics()
    const app = walletApp(wallet, { report, metrics })
    await app.request(device)
    await app.request(device)
    const headers = { authorization: 'ApplePass 0123456789abcdef' }
    await app.request('/wallet/v1/passes/pass.com.example.card/OF-1', { headers })
    await app.request(`${device}/OF-1`, { method: 'DELETE' })
    expect(counts().map(({ name, dimensions, count }) => [name, dimensions, count])).toEqual([
      ['WalletRequests', { call: 'list', status: '204' }, 2],
      ['WalletRequests', { call: 'fetch', status: '503' }, 1],
      ['WalletRequests', { call: 'unregister', status: '401' }, 1],
    ])
  })

  it('to what is no call of Wallet are not', async () => {
    const { metrics, counts } = memoryMetrics()
    const app = walletApp(wallet, { report, metrics })
    await app.request('/wallet/v1/nothing')
    await app.request(device, { method: 'PUT' })
    expect(counts()).toEqual([])
  })
})

describe('the answers to who opens a link', () => {
  it('are counted by what was asked for and by status', async () => {
    const { metrics, counts } = memoryMetrics()
    const app = downloadApp(downloads, { report, metrics })
    await app.request('/p/token/pass.pkpass')
    await app.request('/p/token/pass.pkpass', { method: 'POST' })
    expect(counts().map(({ name, dimensions, count }) => [name, dimensions, count])).toEqual([
      ['Downloads', { of: 'pass', status: '403' }, 1],
    ])
  })
})
