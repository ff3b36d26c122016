/** Images of a record: put, replaced and taken away. */
import type { Bytes } from '../../core/bytes.ts'
import { ValuesError } from '../../core/errors.ts'
import type { Assets } from '../../ports/assets.ts'
import { UnavailableError } from '../../ports/errors.ts'
import type { Random } from '../../ports/random.ts'
import type { PassId, PassRecord, Records } from '../../ports/records.ts'
import { ServiceError } from '../errors.ts'
import { limits } from '../limits.ts'
import { randomText } from '../random-text.ts'
import type { PassService, Preconditions, Written } from '../service.ts'
import { sha256Hex } from '../sha256.ts'
import { imageKey } from './asset-keys.ts'
import type { Writer } from './writer.ts'

/** What {@link makeImages} needs of the world. */
export interface ImagePorts {
  readonly records: Records
  readonly assets: Assets
  readonly random: Random
}

type Images = PassRecord['images']

const contentType = 'image/png'

const assertImageSize = ({ length }: Bytes): void => {
  if (length <= limits.imageBytes) return
  const message = `an image of a pass has at most ${limits.imageBytes} bytes; this one has ${length}`
  throw new ServiceError('request/too-large', `${message}: use a smaller one`)
}

const assertImageCount = (images: Images): void => {
  if (Object.keys(images).length <= limits.imagesOfRecord) return
  const message = `a pass has at most ${limits.imagesOfRecord} images of its own: take one away first`
  throw new ValuesError('values/image-invalid', message)
}

const withImage = (images: Images, name: string, image: Images[string]): Images => {
  const all = { ...images, [name]: image }
  assertImageCount(all)
  return all
}

const withoutImage = (images: Images, name: string): Images => {
  if (!Object.hasOwn(images, name))
    throw new ServiceError('pass/image-not-found', 'the pass has no image of its own under this name')
  return Object.fromEntries(Object.entries(images).filter(([other]) => other !== name))
}

/** Makes the use cases of images. */
export const makeImages = (
  { records, assets, random }: ImagePorts,
  write: Writer,
): Pick<PassService, 'putImage' | 'removeImage'> => {
  /** Removes what a record does not name. A failure leaves a file that goes with the pass: not worth failing a change. */
  const tidy = async (keys: Iterable<string>, images: Images): Promise<void> => {
    const named = new Set(Object.values(images).map(({ key }) => key))
    const left = [...keys].filter((key) => !named.has(key))
    await Promise.all(left.map((key) => assets.remove('images', key).catch(() => undefined)))
  }

  /** The images of a record after a write that failed: if its answer was lost, it may be in place. */
  const imagesAfter = async (error: unknown, pass: PassId): Promise<Images> =>
    error instanceof UnavailableError ? ((await records.get(pass))?.images ?? {}) : {}

  const put = async (pass: PassId, name: string, png: Bytes, preconditions: Preconditions): Promise<Written> => {
    const sha256 = await sha256Hex(png)
    const upload = randomText(random, 9)
    const fresh = new Map<string, Bytes>()
    const stored = new Set<string>()
    const replaced = new Set<string>()
    let kept: string | undefined
    try {
      const written = await write(preconditions, () => ({
        pass,
        fresh,
        contents: ({ createdAt, values, voided, images }) => {
          const there = images[name]
          // Kept as it is, unless the attempt before has failed with it: then the store may have lost it.
          if (there?.sha256 === sha256 && there.key !== kept) {
            kept = there.key
            return { values, voided, images }
          }
          if (there) replaced.add(there.key)
          const key = imageKey(pass, createdAt, sha256, upload)
          fresh.set(key, png)
          return { values, voided, images: withImage(images, name, { sha256, bytes: png.length, key }) }
        },
        beforeWrite: async ({ images }) => {
          const key = images[name]?.key
          if (key === undefined || !fresh.has(key) || stored.has(key)) return
          stored.add(key)
          await assets.put('images', key, png, { contentType })
        },
      }))
      await tidy([...stored, ...replaced], written.pass.images)
      return written
    } catch (error) {
      if (stored.size > 0) await tidy(stored, await imagesAfter(error, pass))
      throw error
    }
  }

  return {
    putImage: async (pass, name, png, preconditions) => {
      assertImageSize(png)
      return await put(pass, name, png, preconditions)
    },
    removeImage: async (pass, name, preconditions) => {
      const removed = new Set<string>()
      const written = await write(preconditions, () => ({
        pass,
        contents: ({ values, voided, images }) => {
          const left = withoutImage(images, name)
          const key = images[name]?.key
          if (key !== undefined) removed.add(key)
          return { values, voided, images: left }
        },
      }))
      await tidy(removed, written.pass.images)
      return written
    },
  }
}
