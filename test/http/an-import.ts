/** Sends files of rows to a deployment, whose place for files tells it of them as S3 does. */
import type { Deployment } from './a-deployment.ts'

const area = 'imports/'

/** Takes what is sent to the address of an upload; a file of rows begins to be imported, to its end. */
export const takeUpload = async ({ ports, service }: Deployment, url: string, bytes: Uint8Array): Promise<boolean> => {
  const place = new URL(url).pathname.slice(1)
  if ((await ports.receiveUpload(place, bytes)) === 'refused') return false
  ports.onImports(service.imports.step)
  if (place.startsWith(area)) await service.imports.found(place.slice(area.length), 'first')
  return true
}

/** What the address of a download gives. */
export const takeDownload = async ({ ports }: Deployment, url: string): Promise<string | undefined> => {
  const file = await ports.sendDownload(new URL(url).pathname.slice(1))
  return file && new TextDecoder().decode(file.bytes)
}
