/** What the pages of links say, in one language. */

/** A page that says why there is nothing to be had. */
export interface Message {
  readonly title: string
  readonly sentence: string
}

/** Every text of the pages. `{date}`, `{count}` and `{place}` stand for what is put in there. */
export interface PageTexts {
  /** A tag of BCP 47. */
  readonly language: string
  readonly rightToLeft: boolean

  /** The button. Apple's own words for it, where there are any. */
  readonly add: string
  readonly addAll: string
  readonly walletTitle: string
  readonly walletSentence: string
  readonly macSentence: string
  readonly bundleSentence: string
  readonly safariTitle: string
  readonly safariSentence: string

  readonly scanTitle: string
  readonly scanSentence: string
  /** For links that are too long for a code that could be read. */
  readonly sendSentence: string
  readonly linkCode: string
  readonly address: string

  readonly otherwiseTitle: string
  readonly otherwiseSentence: string
  readonly showBarcode: string
  readonly savePdf: string
  readonly saveAllPdf: string

  readonly views: string
  readonly front: string
  readonly back: string
  readonly watch: string
  /** What a drawing shows, for who cannot see it. */
  readonly frontPicture: string
  readonly backPicture: string
  readonly watchPicture: string
  readonly contents: string

  readonly validUntil: string
  readonly expired: string
  readonly voided: string
  readonly linkUntil: string
  readonly enrolment: string

  readonly orderTitle: string
  readonly place: string
  readonly showPass: string
  readonly allPasses: string

  readonly barcode: string
  readonly barcodeSentence: string
  readonly noBarcode: string
  readonly backToPass: string

  readonly messages: {
    readonly incomplete: Message
    readonly linkExpired: Message
    readonly gone: Message
    readonly later: Message
    readonly notNow: Message
    readonly nothing: Message
    readonly method: Message
  }
}
