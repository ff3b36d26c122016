/** `pass.json` of a plain pass with the values of an order in it, for libraries without placeholders. */
import type { Order } from '../worker/order.ts'
import type { Setup } from '../worker/setup.ts'

interface Field {
  readonly key: string
  readonly value: string
}

type Groups = Readonly<Record<string, readonly Field[]>>

/** As much of `pass.json` as is needed here. */
export type PlainPass = Readonly<Record<string, unknown>>

/** Reads `pass.json` of the model. */
export const readPass = (model: ReadonlyMap<string, Buffer>): PlainPass =>
  JSON.parse(model.get('pass.json')?.toString() ?? '{}')

/** The barcode of an order. */
export const barcodeOf = ({ serialNumber }: Order) => ({
  format: 'PKBarcodeFormatQR',
  message: serialNumber,
  messageEncoding: 'iso-8859-1',
})

/** Makes the function from an order to its `pass.json`; what is the same in all passes is shared, not copied. */
export const freshPass = (
  { style, fresh }: Setup,
  model: ReadonlyMap<string, Buffer>,
): ((order: Order) => PlainPass) => {
  const pass = readPass(model)
  const groups = pass[style] as Groups
  return (order) => {
    const filled = { ...groups }
    for (const { group, key } of fresh) {
      const value = order.values[key] ?? ''
      filled[group] = (filled[group] ?? []).map((field) => (field.key === key ? { ...field, value } : field))
    }
    return { ...pass, [style]: filled, serialNumber: order.serialNumber, barcodes: [barcodeOf(order)] }
  }
}
