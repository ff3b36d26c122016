/** The small pass: a store card with six images, about 70 KB, in one language. */
import { inAllScales, type Workload } from './workload.ts'

/** A store card with its balance and points. */
export const small: Workload = {
  name: 'small',
  style: 'storeCard',
  fresh: [
    { group: 'primaryFields', key: 'balance', prefix: '€ ' },
    { group: 'secondaryFields', key: 'points', prefix: '' },
  ],
  groups: {
    headerFields: [{ key: 'tier', label: 'Tier', value: 'Gold' }],
    primaryFields: [{ key: 'balance', label: 'Balance', changeMessage: 'Your balance is now %@.' }],
    secondaryFields: [
      { key: 'points', label: 'Points', changeMessage: 'You now have %@ points.' },
      { key: 'level', label: 'Next reward', value: 'at 500 points' },
    ],
    auxiliaryFields: [{ key: 'shop', label: 'Shop', value: 'Harbour Street' }],
    backFields: [
      { key: 'terms', label: 'Terms', value: 'The balance does not expire. It cannot be paid out.' },
      { key: 'contact', label: 'Contact', value: 'Write to shop@example.com, or call +1 555 0100.' },
    ],
  },
  keys: {
    organizationName: 'Example Coffee',
    description: 'Store card of Example Coffee',
    logoText: 'Example Coffee',
    backgroundColor: 'rgb(42, 31, 26)',
    foregroundColor: 'rgb(255, 255, 255)',
    labelColor: 'rgb(214, 178, 130)',
    locations: [{ latitude: 53.5436, longitude: 9.9665, relevantText: 'The shop is around the corner.' }],
  },
  strings: {},
  images: new Map([
    ...inAllScales('icon', { width: 38, height: 38, bits: 8 }),
    ...inAllScales('logo', { width: 70, height: 50, bits: 8 }),
  ]),
}
