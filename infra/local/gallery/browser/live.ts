/** Keeps the page of the gallery up to date: what the stack tells of is fetched, and put in the place of what was there. */

/** The parts of the page that change by themselves. The form is none of them while somebody fills it in. */
const liveParts = ['shelf', 'journey', 'devices', 'trail'] as const
const form = 'record'

/** The steps of a timeline come in one by one after what they tell of: the page looks again after so many milliseconds. */
const looksAgain = [400, 1500, 4000] as const

const swap = (id: string, fresh: Document): void => {
  const [old, next] = [document.getElementById(id), fresh.getElementById(id)]
  if (!(old && next) || old.outerHTML === next.outerHTML) return
  const scrolled = new Map(Array.from(old.querySelectorAll('[tabindex]'), (box, index) => [index, box.scrollTop]))
  const chosen = Array.from(old.querySelectorAll('input[type=radio]:checked'), (input) => [
    input.getAttribute('name'),
    input.getAttribute('value'),
  ])
  old.replaceWith(next)
  for (const [index, box] of next.querySelectorAll('[tabindex]').entries()) box.scrollTop = scrolled.get(index) ?? 0
  for (const [name, value] of chosen) {
    const input = next.querySelector<HTMLInputElement>(`input[name="${name}"][value="${value}"]`)
    if (input) input.checked = true
  }
}

/** Pictures are there before they are shown: nothing flickers. */
const loadPictures = async (fresh: Document): Promise<void> => {
  const addresses = Array.from(fresh.querySelectorAll('img[src]'), (image) => image.getAttribute('src') ?? '')
  const known = new Set(Array.from(document.images, (image) => image.getAttribute('src') ?? ''))
  await Promise.allSettled(
    addresses
      .filter((address) => !known.has(address))
      .map((address) => {
        const image = new Image()
        image.src = address
        return image.decode()
      }),
  )
}

const momentOf = (page: Document, id: string): number => Number(page.getElementById(id)?.dataset.at ?? 0)

/** What has just come slides in; what was there already does not do so again. */
const markArrivals = (fresh: Document): void => {
  for (const lock of fresh.querySelectorAll<HTMLElement>('.lock')) {
    if (momentOf(fresh, lock.id) > momentOf(document, lock.id)) lock.classList.add('arrives')
  }
}

const show = async (response: Response, parts: readonly string[]): Promise<void> => {
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html')
  await loadPictures(fresh)
  markArrivals(fresh)
  for (const id of parts) swap(id, fresh)
}

/** What was refused stays there to be mended. */
const isBeingFilledIn = (): boolean => {
  const record = document.getElementById(form)
  return record?.contains(document.activeElement) === true || (record?.querySelector('.faults') ?? null) !== null
}

let turn = Promise.resolve()

const refresh = (): void => {
  turn = turn
    .then(async () => await show(await fetch(location.href), isBeingFilledIn() ? liveParts : [...liveParts, form]))
    // The stack has stopped: the page stays as it is.
    .catch(() => undefined)
}

const lookAgain = (): void => {
  for (const wait of looksAgain) setTimeout(refresh, wait)
}

document.addEventListener('submit', (event) => {
  if (!(event.target instanceof HTMLFormElement && 'live' in event.target.dataset)) return
  event.preventDefault()
  const { target, submitter } = event
  const body = new URLSearchParams()
  for (const [name, value] of new FormData(target, submitter)) if (typeof value === 'string') body.append(name, value)
  turn = turn
    .then(async () => {
      const response = await fetch(target.action, { method: 'POST', body })
      await show(response, [...liveParts, form])
      if (response.ok) lookAgain()
    })
    .catch(() => undefined)
})

// Of real phones nobody tells the stack: what they have done is on the timeline.
const withoutPhones = 10_000
if (document.querySelector('.phone') === null) {
  setInterval(() => {
    if (document.visibilityState === 'visible') refresh()
  }, withoutPhones)
}

const news = new EventSource(new URL('events', import.meta.url))
news.addEventListener('message', () => {
  refresh()
  lookAgain()
})
