/** Registrations in DynamoDB. */
import type { Device, DeviceId, Registrations } from '../../ports/registrations.ts'
import { deviceOfItem } from './device-item.ts'
import { readItem, type Table } from './dynamo-db.ts'
import { listHolders, removeHolder } from './holder-rows.ts'
import { deviceKey } from './keys.ts'
import { mark } from './mark.ts'
import { removeDevice, setNotified } from './pushed-device.ts'
import { register } from './register.ts'
import { unregister } from './unregister.ts'

const find = async (table: Table, device: DeviceId): Promise<Device | undefined> => {
  const item = await readItem(table, deviceKey(device))
  return item && deviceOfItem(item)
}

/** Registrations in a table of their own. */
export const awsRegistrations = (table: Table): Registrations => ({
  find: (device) => find(table, device),
  register: (registration) => register(table, registration),
  unregister: async (holding) => unregister(table, await find(table, holding.device), holding),
  mark: (holding, version) => mark(table, holding, version),
  setNotified: (pushed, seq) => setNotified(table, pushed, seq),
  removeDevice: (pushed, registeredUntil) => removeDevice(table, pushed, registeredUntil),
  holders: (pass, issue, page) => listHolders(table, pass, issue, page),
  removeHolder: (pass, holder) => removeHolder(table, pass.serialNumber, holder),
})
