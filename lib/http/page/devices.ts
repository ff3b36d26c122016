/** What opened a page, as far as its user agent tells: it decides which of the hints comes first, and nothing else. */

/** What the page is opened on. A `mac` may be an iPad, which says that it is a Mac: their pointers tell them apart. */
export type Device = 'iphone' | 'mac' | 'android' | 'desktop'

/** Who looks. */
export interface Visitor {
  readonly device: Device
  /** Whether the browser is a part of another app. */
  readonly inApp: boolean
}

interface Row {
  readonly device: Device
  readonly token: RegExp
}

/** The first that fits. iPads say that they are iPads only up to iPadOS 12, and in apps that ask for mobile pages. */
const devices: readonly Row[] = [
  { device: 'iphone', token: /\b(?:iPhone|iPad|iPod)\b/ },
  { device: 'android', token: /\bAndroid\b/ },
  { device: 'mac', token: /\bMacintosh\b/ },
]

/** What the browsers inside of apps call themselves: an app a row. */
const inAppBrowsers: readonly { readonly app: string; readonly token: RegExp }[] = [
  { app: 'Facebook, Messenger', token: /\bFB(?:AN|AV|_IAB)\b/ },
  { app: 'Instagram', token: /\bInstagram\b/ },
  { app: 'Threads', token: /\bBarcelona\b/ },
  { app: 'LINE', token: /\bLine\// },
  { app: 'WeChat', token: /\bMicroMessenger\b/ },
  { app: 'X', token: /\bTwitter\b/ },
  { app: 'LinkedIn', token: /\bLinkedInApp\b/ },
  { app: 'Pinterest', token: /\bPinterest\b/ },
  { app: 'Snapchat', token: /\bSnapchat\b/ },
  { app: 'TikTok', token: /\b(?:TikTok|musical_ly|BytedanceWebview)\b/ },
  { app: 'Google', token: /\bGSA\// },
  { app: 'KakaoTalk', token: /\bKAKAOTALK\b/ },
  { app: 'Slack', token: /\bSlack\b/ },
  { app: 'an app on Android', token: /\bAndroid\b.*; wv\)/ },
]

/** A web view on iOS does not call itself Safari; browsers there, and Safari, do. */
const webView = /\b(?:iPhone|iPad|iPod)\b(?!.*\bSafari\/).*\bAppleWebKit\b(?!.*\bSafari\/)/

const longest = 500

/** Who looks, by the user agent of a request. */
export const visitorOf = (request: Request): Visitor => {
  const userAgent = (request.headers.get('user-agent') ?? '').slice(0, longest)
  const device = devices.find(({ token }) => token.test(userAgent))?.device ?? 'desktop'
  const inApp = webView.test(userAgent) || inAppBrowsers.some(({ token }) => token.test(userAgent))
  return { device, inApp }
}
