/** The pages of links, with what they show, as a Worker. */
import { awsBuildingPorts } from '../../lib/adapters/aws/ports.ts'
import { logFailure } from '../../lib/adapters/lambda/log.ts'
import { serviceSettings } from '../../lib/adapters/lambda/settings.ts'
import { makePictures } from '../../lib/adapters/pictures/pictures.ts'
import { pageApp } from '../../lib/http/page/app.tsx'
import { makePages } from '../../lib/service/make-pages.ts'
import { type Worker, worker } from './worker.ts'

/** The files that pictures are made with, as Workers import them. */
export interface ImportedFiles {
  /** WebAssembly, which Workers may import but not compile. */
  readonly renderer: WebAssembly.Module
  /** By the names that the typefaces have as modules. */
  readonly typefaces: ReadonlyMap<string, ArrayBuffer>
}

/** The Worker. */
export const page = ({ renderer, typefaces }: ImportedFiles): Worker =>
  worker((env, config) => {
    const ports = awsBuildingPorts(env, config)
    const settings = serviceSettings(env)
    const { metrics, clock } = ports
    const { publicBaseUrl } = settings
    const pictures = makePictures({
      renderer: () => Promise.resolve(renderer),
      typeface: (file) => {
        const bytes = typefaces.get(file)
        return bytes
          ? Promise.resolve(new Uint8Array(bytes))
          : Promise.reject(new TypeError(`the Worker does not import ${file}`))
      },
    })
    return {
      app: pageApp(makePages(ports, settings), pictures, { report: logFailure, metrics, clock, publicBaseUrl }),
    }
  })
