/** What a browser can tell of a page that it shows. */
import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** The pictures of a page that do not come when they are asked for. */
export const missingPictures = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const missing = [...document.images].map((image) => {
      image.loading = 'eager'
      return image.decode().then(
        () => [],
        () => [image.src],
      )
    })
    return (await Promise.all(missing)).flat()
  })

/** What axe-core finds: rules with the elements that break them. */
export const accessibilityFaults = async (page: Page): Promise<readonly unknown[]> => {
  await page.evaluate(axe.source)
  return page.evaluate(
    'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map((n) => n.html)]))',
  )
}
