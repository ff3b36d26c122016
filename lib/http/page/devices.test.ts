import { expect, it } from 'vitest'
import { visitorOf } from './devices.ts'

const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const android = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)'
const mac = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)'

it.each([
  ['Safari on an iPhone', `${iphone} Version/18.5 Mobile/15E148 Safari/604.1`, 'iphone', false],
  ['Chrome on an iPhone', `${iphone} CriOS/140.0.0.0 Mobile/15E148 Safari/604.1`, 'iphone', false],
  ['Safari on a Mac, or an iPad', `${mac} Version/18.5 Safari/605.1.15`, 'mac', false],
  ['Safari on an old iPad', `${iphone.replaceAll('iPhone', 'iPad')} Version/12.1 Safari/604.1`, 'iphone', false],
  ['Instagram', `${iphone} Mobile/15E148 Instagram 380.0.0.28 (iPhone16,2; iOS 18_5)`, 'iphone', true],
  ['Facebook', `${iphone} Mobile/15E148 [FBAN/FBIOS;FBAV/470.0;FBBV/1]`, 'iphone', true],
  ['Gmail, which does not tell its name', `${iphone} Mobile/15E148`, 'iphone', true],
  ['the app of Google', `${iphone} GSA/350.0 Mobile/15E148 Safari/604.1`, 'iphone', true],
  ['LINE', `${iphone} Mobile/15E148 Safari Line/14.1.0`, 'iphone', true],
  ['Chrome on Android', `${android} Chrome/140.0.0.0 Mobile Safari/537.36`, 'android', false],
  ['an app on Android', `${android.replace('Pixel 9)', 'Pixel 9; wv)')} Version/4.0 Chrome/140.0`, 'android', true],
  [
    'Edge on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0',
    'desktop',
    false,
  ],
  ['Firefox on Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'desktop', false],
  ['nothing', '', 'desktop', false],
])('knows %s', (_, userAgent, device, inApp) => {
  const request = new Request('https://passes.example/p/t', { headers: { 'user-agent': userAgent } })
  expect(visitorOf(request)).toEqual({ device, inApp })
})

it('looks at the beginning of a user agent without end only', () => {
  const request = new Request('https://passes.example/p/t', {
    headers: { 'user-agent': `iPhone ${'(Android '.repeat(9_000)}` },
  })
  expect(visitorOf(request).device).toBe('iphone')
})
