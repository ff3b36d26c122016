/** The values of a record: what is kept of what a caller gives. */
import { utf8 } from '../../core/bytes.ts'
import { ValuesError } from '../../core/errors.ts'
import { canonicalJson, type JsonObject } from '../../core/format/json.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'

const serialFault = (message: string, fix: string): ValuesError =>
  new ValuesError('values/invalid', `the values have a serial number of their own: ${message}`, {
    findings: [
      {
        ...{ code: 'serial-number-other', severity: 'error', path: '/serialNumber', message, fix },
        source: { kind: 'template' },
      },
    ],
  })

/**
 * Values without the serial number, which belongs to the pass: they may repeat it, but not give another.
 *
 * @param serialNumber the pass's; undefined where it is made by us
 * @throws ValuesError `values/invalid`
 */
export const withoutSerialNumber = (values: JsonObject, serialNumber: string | undefined): JsonObject => {
  const { serialNumber: given, ...rest } = values
  if (given === undefined || given === serialNumber) return rest
  throw serialNumber === undefined
    ? serialFault('a pass that is created gets one that is made here', 'leave it out, or PUT the pass under yours')
    : serialFault('it is not that of the pass', 'leave it out: a pass keeps its serial number')
}

/** Makes sure that values fit into a record. @throws ServiceError `request/too-large` */
export const assertValuesSize = (values: JsonObject): void => {
  const { length } = utf8(canonicalJson(values))
  if (length <= limits.valuesBytes) return
  const message = `the values of a pass have at most ${limits.valuesBytes} bytes as JSON; these have ${length}`
  throw new ServiceError('request/too-large', `${message}: give shorter ones`)
}
