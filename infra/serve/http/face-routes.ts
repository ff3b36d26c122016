/** Which HTTP face answers which paths, as serverless.yml divides them among functions. */

/** The route keys of each face. */
export const faceRoutes = {
  api: ['ANY /api/v1/{proxy+}', 'GET /openapi.json', 'GET /health', 'GET /health/deep'],
  wallet: ['ANY /wallet/{proxy+}'],
  download: ['ANY /p/{token}/pass.pkpass', 'ANY /p/{token}/passes.pkpasses', 'ANY /p/{token}/{place}/pass.pkpass'],
  page: ['ANY /p/{proxy+}', 'GET /.well-known/passwright/{proxy+}'],
} as const

/** The name of a face: that of its function. */
export type FaceName = keyof typeof faceRoutes

const method = /^\w+ /
const rest = /\{\w+\+\}/g
const one = /\{\w+\}/g

/** The paths of a route. A method that it does not have is for its face to refuse. */
const pathsOf = (key: string): RegExp =>
  new RegExp(`^${key.replace(method, '').replaceAll('.', '\\.').replaceAll(rest, '.*').replaceAll(one, '[^/]+')}$`)

const others = (['wallet', 'download', 'page'] as const).map((name) => ({ name, paths: faceRoutes[name].map(pathsOf) }))

/** The face that a path belongs to; that of the API if it is on no route. */
export const faceNameOf = (path: string): FaceName =>
  others.find(({ paths }) => paths.some((each) => each.test(path)))?.name ?? 'api'
