/** The tasks that concern registrations and lists of several passes. */
import { hex } from '../../core/bytes.ts'
import type { Errand } from '../wallet/errand.ts'
import { groupOf, type PassGroup } from '../wallet/held-passes.ts'
import type { PassName } from '../web-service/calls.ts'
import { type Phone, pushTokenBytes } from './phone.ts'
import { refresh } from './refresh.ts'
import { register, unregister } from './register.ts'

/** Something that a device does. */
export type Task = (phone: Phone, errand: Errand) => Promise<void>

const refreshAll = async (phone: Phone, errand: Errand, groups: readonly PassGroup[]): Promise<void> => {
  for (const group of groups) await refresh(phone, errand, group)
}

/** Lists what has changed of a pass type, at every web service that the device knows for it. */
export const wake =
  (passTypeIdentifier: string): Task =>
  (phone, errand) =>
    refreshAll(
      phone,
      errand,
      phone.held.groups.filter((group) => group.passTypeIdentifier === passTypeIdentifier),
    )

/** Lists what has changed at the web service of a pass. */
export const pullToRefresh =
  (name: PassName): Task =>
  async (phone, errand) => {
    const group = groupOf(phone.held.get(name).content)
    if (group) await refresh(phone, errand, group)
  }

/** Registers what could not be registered before, and lists everything. */
export const reboot: Task = async (phone, errand) => {
  const waiting = phone.held.all.filter(
    ({ registered, renewal, updates, content }) => updates && (renewal || !registered) && !content.form,
  )
  for (const held of waiting) await register(phone, errand, held)
  await refreshAll(phone, errand, phone.held.groups)
}

/** Gets another push token, and registers all passes with it. */
export const rotatePushToken: Task = async (phone, errand) => {
  phone.pushToken = hex(phone.random(pushTokenBytes))
  for (const held of phone.held.all.filter(({ registered }) => registered)) await register(phone, errand, held)
}

/** Switches automatic updates of a pass on or off. */
export const setUpdates =
  (name: PassName, on: 'on' | 'off'): Task =>
  async (phone, errand) => {
    const { registered, content } = phone.held.get(name)
    phone.held.change(name, { updates: on === 'on' })
    const held = phone.held.get(name)
    if (on === 'off') await unregister(phone, errand, held)
    else if (!(registered || content.form)) await register(phone, errand, held)
  }

/** Takes a pass away. */
export const remove =
  (name: PassName): Task =>
  async (phone, errand) => {
    await unregister(phone, errand, phone.held.get(name))
    phone.held.delete(name)
    errand.note({ kind: 'removed', pass: name })
  }
