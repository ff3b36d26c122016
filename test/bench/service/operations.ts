/** The requests that are measured. */
import { type FreshField, orderOf } from '../worker/order.ts'
import { buildOperations } from './build-operations.ts'
import type { Deployment } from './deployment.ts'
import type { Request } from './event.ts'
import { must, type Operation } from './operation.ts'
import { walletOperations } from './wallet-operations.ts'

/** All operations on one deployment, the yardstick first. */
export const operations = async (
  deployment: Deployment,
  fresh: readonly FreshField[],
): Promise<readonly Operation[]> => {
  const { floor, api, download, apiKey, passTypeIdentifier, template } = deployment
  const authorization = `Bearer ${apiKey}`
  const pathOf = (serial: string): string => `/api/v1/passes/${passTypeIdentifier}/${serial}`
  const put = (serial: string, index: number): Request => ({
    method: 'PUT',
    path: pathOf(serial),
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ template, values: orderOf(index, fresh).values }),
  })
  const linkTo = async (serial: string): Promise<string> => {
    const headers = { authorization, 'content-type': 'application/json' }
    const answer = await must(api, { method: 'POST', path: `${pathOf(serial)}/links`, headers, body: '{}' }, 201)
    return `${new URL(JSON.parse(answer).url).pathname}/pass.pkpass`
  }
  await must(api, put('KEPT', 0), 201)
  const keptLink = await linkTo('KEPT')
  // The kept pass is patched only after it was downloaded, by serial numbers of its own.
  const keptPass = await must(download, { method: 'GET', path: keptLink }, 200)
  await must(api, put('PATCHED', 0), 201)
  return [
    { name: 'floor', call: floor, status: 200, request: () => ({ method: 'GET', path: '/floor' }) },
    { name: 'create', call: api, status: 201, request: (index) => put(`NEW-${index}`, index) },
    {
      name: 'patch',
      call: api,
      status: 200,
      request: (index) => ({
        method: 'PATCH',
        path: pathOf('PATCHED'),
        headers: { authorization, 'content-type': 'application/merge-patch+json' },
        body: JSON.stringify({ values: orderOf(index + 1, fresh).values }),
      }),
    },
    {
      name: 'read',
      call: api,
      status: 200,
      request: () => ({ method: 'GET', path: pathOf('KEPT'), headers: { authorization } }),
    },
    {
      name: 'first download',
      call: download,
      status: 200,
      request: async (index) => {
        await must(api, put(`FIRST-${index}`, index), 201)
        return { method: 'GET', path: await linkTo(`FIRST-${index}`) }
      },
    },
    { name: 'download', call: download, status: 200, request: () => ({ method: 'GET', path: keptLink }) },
    ...(await buildOperations(deployment, put)),
    ...(await walletOperations(deployment, Buffer.from(keptPass, 'base64'))),
  ]
}
