/** One local stack a folder: two would write into the same databases. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { LocalError } from './errors.ts'

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const holder = (file: string): number | undefined => {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

const tryTake = (file: string): boolean => {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Takes the lock; one that a killed process left is taken over.
 *
 * @returns gives it back
 * @throws LocalError `local/data` if a local stack runs in this folder
 */
export const takeLock = (file: string): (() => void) => {
  mkdirSync(dirname(file), { recursive: true })
  if (!tryTake(file)) {
    const pid = holder(file)
    if (pid !== undefined && pid !== process.pid && isAlive(pid)) {
      const message = `a local stack runs in this folder already, as process ${pid}: stop it first`
      throw new LocalError('local/data', message)
    }
    rmSync(file, { force: true })
    if (!tryTake(file)) throw new LocalError('local/data', `another local stack starts in this folder right now`)
  }
  const giveBack = () => rmSync(file, { force: true })
  process.once('exit', giveBack)
  return giveBack
}
