/** Widgets of a CloudWatch dashboard. */

/** A widget but for its place. */
export interface Widget {
  readonly type: 'metric' | 'alarm' | 'log'
  readonly properties: object
  /** In the 24 columns of a dashboard. */
  readonly width: number
  readonly height: number
}

/** One curve, or what a search finds. */
export type Curve = readonly unknown[]

const region = '${AWS::Region}'

/** Curves over time, a third of the width. */
export const chart = (title: string, metrics: readonly Curve[], stat = 'Sum'): Widget => ({
  type: 'metric',
  ...{ width: 8, height: 6 },
  properties: { title, metrics, stat, period: 300, view: 'timeSeries', region, yAxis: { left: { min: 0 } } },
})

/** All figures of a name with their dimensions, whatever values those have. */
export const each = (namespace: string, name: string, dimensions: readonly string[], stat = 'Sum'): Curve => [
  { expression: `SEARCH('{"${namespace}",${dimensions.join(',')}} MetricName="${name}"', '${stat}', 300)`, label: '' },
]

/** The state of alarms, by their ARNs, over the whole width. */
export const states = (title: string, alarms: readonly string[]): Widget => ({
  type: 'alarm',
  ...{ width: 24, height: 4 },
  properties: { title, alarms },
})

/** What a query finds in logs, over half of the width. */
export const entries = (title: string, logGroups: readonly string[], query: string): Widget => ({
  type: 'log',
  ...{ width: 12, height: 8 },
  properties: {
    title,
    query: `${logGroups.map((group) => `SOURCE '${group}'`).join(' | ')} | ${query}`,
    view: 'table',
    region,
  },
})

/** Places widgets from left to right, row by row. */
export const placed = (widgets: readonly Widget[]): readonly object[] => {
  let [x, y, deepest] = [0, 0, 0]
  return widgets.map((widget) => {
    if (x + widget.width > 24) [x, y, deepest] = [0, y + deepest, 0]
    const place = { ...widget, x, y }
    x += widget.width
    deepest = Math.max(deepest, widget.height)
    return place
  })
}
