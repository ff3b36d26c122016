import { describe, expect, it } from 'vitest'
import { checkPublicBaseUrl } from './public-base-url.ts'
import { StageError } from './stage-error.ts'

const check = (url: string, stage = 'staging', allowAmazonHost = false): string =>
  checkPublicBaseUrl(url, { stage, allowAmazonHost })

const refusal = (...given: Parameters<typeof check>): string => {
  try {
    return `taken: ${check(...given)}`
  } catch (error) {
    if (error instanceof StageError && error.code === 'stage/public-base-url') return error.message
    throw error
  }
}

describe('the public address of a stage', () => {
  it.each([
    ['https://passes.example.com', 'https://passes.example.com'],
    ['https://passes.example.com/', 'https://passes.example.com'],
    ['https://passes.example.com:8443', 'https://passes.example.com:8443'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%s is taken', (given, taken) => {
    expect(check(given)).toBe(taken)
  })

  it.each([
    ['passes.example.com', 'not an absolute URL'],
    ['', 'not an absolute URL'],
    ['http://passes.example.com', 'not https'],
    ['http://127.0.0.1.example.com', 'not https'],
    ['http://localhost.example.com', 'not https'],
    ['ftp://passes.example.com', 'not https'],
    ['https://passes.example.com/wallet', 'more than a host'],
    ['https://passes.example.com/?a', 'more than a host'],
    ['https://user:secret@passes.example.com', 'more than a host'],
  ])('%s is refused', (given, reason) => {
    expect(refusal(given)).toContain(reason)
  })

  it.each([
    'https://a1b2c3.execute-api.eu-central-1.amazonaws.com',
    'https://a1b2c3.execute-api.cn-north-1.amazonaws.com.cn',
    'https://d111111abcdef8.cloudfront.net',
    'https://abc.lambda-url.eu-central-1.on.aws',
  ])("%s is Amazon's to take away: stage prod refuses it, and says why", (url) => {
    expect(refusal(url, 'prod')).toMatch(/written into every pass.*a domain of your own.*allowAmazonHost: true/)
    expect(check(url, 'prod', true)).toBe(url)
    expect(check(url, 'staging')).toBe(url)
  })

  it('a domain that only looks like it is taken', () => {
    expect(check('https://notamazonaws.com', 'prod')).toBe('https://notamazonaws.com')
  })
})
