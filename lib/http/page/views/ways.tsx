/** The ways to take a pass along. All are on every page; what it is opened on decides which comes first. */
import { linkFileNames } from '../../../core/links/link-address.ts'
import { bundleMediaType, passMediaType } from '../../file-response.ts'
import type { Device, Visitor } from '../devices.ts'
import { badgeAt, type View } from './view.ts'
import { WalletButton } from './wallet-button.tsx'

interface WayProps {
  readonly view: View
  readonly isFirst: boolean
}

const classOf = (name: string, isFirst: boolean): string => `card ${name}${isFirst ? ' first' : ''}`

/** How to leave the browser inside of an app. */
const Safari = ({ texts, visitor, address }: View) => (
  <details open={visitor.inApp}>
    <summary>{texts.safariTitle}</summary>
    <p>{texts.safariSentence}</p>
    <p>
      <span class="address" dir="ltr">
        {address}
      </span>
    </p>
  </details>
)

const Wallet = ({ view, isFirst }: WayProps) => {
  const { texts, kind, folder, visitor, passes } = view
  const all = kind === 'order' && passes.length > 1
  const button = (
    <WalletButton
      href={`${folder}${linkFileNames[all ? 'bundle' : 'pass']}`}
      label={all ? texts.addAll : texts.add}
      mediaType={all ? bundleMediaType : passMediaType}
      badge={badgeAt(view, folder)}
    />
  )
  return (
    <section class={classOf('wallet', isFirst)}>
      {/* Who has an iPhone in the hand need not be told. */}
      <h2 class={visitor.device === 'iphone' ? 'unseen' : undefined}>{texts.walletTitle}</h2>
      {visitor.inApp ? <Safari {...view} /> : null}
      {button}
      <p class="quiet small">{texts.walletSentence}</p>
      {all ? <p class="quiet small">{texts.bundleSentence}</p> : null}
      {kind === 'enrolment' ? <p class="quiet small">{texts.enrolment}</p> : null}
      {visitor.inApp ? null : <Safari {...view} />}
    </section>
  )
}

/** The longest address that makes a code which cameras read from a screen. */
const mostScannable = 600

const ByLink = ({ texts, address, linkFolder }: View) =>
  address.length > mostScannable ? (
    <>
      <p class="quiet small">{texts.sendSentence}</p>
      <p>
        <span class="address" dir="ltr">
          {address}
        </span>
      </p>
    </>
  ) : (
    <>
      <p class="quiet small">{texts.scanSentence}</p>
      <div class="code">
        <img src={`${linkFolder}link.svg`} alt={texts.linkCode} width="240" height="240" loading="lazy" />
      </div>
    </>
  )

const Code = (view: View) => (
  <>
    <ByLink {...view} />
    <p class="quiet small">{view.texts.macSentence}</p>
  </>
)

const Phone = ({ view, isFirst }: WayProps) => (
  <section class={classOf('phone', isFirst)}>
    {isFirst || view.visitor.device === 'mac' ? (
      <>
        <h2>{view.texts.scanTitle}</h2>
        <Code {...view} />
      </>
    ) : (
      <details>
        <summary>{view.texts.scanTitle}</summary>
        <Code {...view} />
      </details>
    )}
  </section>
)

const Otherwise = ({ view: { texts, folder, search, kind, passes }, isFirst }: WayProps) => {
  // Those of an order are on the pages of its passes.
  const hasCode = kind !== 'order' && passes[0].shown.barcode !== undefined
  return (
    <section class={classOf('otherwise', isFirst)}>
      <h2>{texts.otherwiseTitle}</h2>
      <div class="row">
        {hasCode ? (
          <a class="button" href={`${folder}barcode${search}`}>
            {texts.showBarcode}
          </a>
        ) : null}
        <a class="button" href={`${folder}${linkFileNames.document}${search}`} type="application/pdf">
          {kind === 'order' ? texts.saveAllPdf : texts.savePdf}
        </a>
      </div>
      {hasCode ? <p class="quiet small">{texts.otherwiseSentence}</p> : null}
    </section>
  )
}

type Way = typeof Wallet

/** On a Mac, the style moves the code to the front where there is a mouse: an iPad has none. */
const orders: Readonly<Record<Device, readonly [Way, Way, Way]>> = {
  iphone: [Wallet, Otherwise, Phone],
  mac: [Wallet, Phone, Otherwise],
  desktop: [Phone, Otherwise, Wallet],
  android: [Otherwise, Wallet, Phone],
}

/** The body's class of a visitor, for what only the style can tell. */
export const lookOf = ({ device, inApp }: Visitor): string => (inApp ? `${device} in-app` : device)

/** All ways. */
export const Ways = ({ view }: { view: View }) => (
  <div class="ways">
    {orders[view.visitor.device].map((Each, index) => (
      <Each view={view} isFirst={index === 0} />
    ))}
  </div>
)
