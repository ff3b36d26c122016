/**
 * Figures as lines of CloudWatch's embedded metric format: as few lines as it allows, for each is stored and paid for.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
import type { GaugeUnit, MetricName } from '../../ports/metrics.ts'

/** A figure of one moment. */
export interface Figure {
  /** Where it is counted: `Passwright/prod`. */
  readonly namespace: string
  readonly name: MetricName
  readonly dimensions: Readonly<Record<string, string>>
  readonly value: number
  /** What is counted is added up; of everything else the latest value holds. */
  readonly unit: 'Count' | GaugeUnit
}

interface Directive {
  readonly Namespace: string
  readonly Dimensions: readonly (readonly string[])[]
  readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[]
}

interface Line {
  readonly members: Map<string, string | number>
  readonly directives: Directive[]
}

const keyOf = ({ namespace, name, dimensions }: Figure): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([one], [other]) => (one < other ? -1 : 1))])

/** One figure for each name with its dimensions. */
const merged = (figures: readonly Figure[]): readonly Figure[] => {
  const sums = new Map<string, Figure>()
  for (const figure of figures) {
    const key = keyOf(figure)
    const before = figure.unit === 'Count' ? (sums.get(key)?.value ?? 0) : 0
    sums.set(key, { ...figure, value: before + figure.value })
  }
  return [...sums.values()]
}

/** CloudWatch has no days, and may drop a figure whose unit it does not know. */
const unitOf = (unit: Figure['unit']): 'Count' | 'Seconds' | 'None' => (unit === 'Days' ? 'None' : unit)

/** A figure with its dimensions, and the same without any: what alarms look at, whatever values there are. */
const directiveOf = ({ namespace, name, dimensions, unit }: Figure): Directive => {
  const keys = Object.keys(dimensions)
  return {
    Namespace: namespace,
    Dimensions: keys.length === 0 ? [[]] : [keys, []],
    Metrics: [{ Name: name, Unit: unitOf(unit) }],
  }
}

/** Names and values share the members of a line: two figures of one name, or with other values, need two lines. */
const fits = ({ members }: Line, { name, dimensions }: Figure): boolean =>
  !members.has(name) &&
  Object.entries(dimensions).every(([key, value]) => !members.has(key) || members.get(key) === value)

const add = ({ members, directives }: Line, figure: Figure): void => {
  for (const [key, value] of Object.entries(figure.dimensions)) members.set(key, value)
  members.set(figure.name, figure.value)
  directives.push(directiveOf(figure))
}

/**
 * The lines of some figures, each with its end.
 *
 * @param properties what lines are found by besides; they become no figures
 * @param now milliseconds since 1970
 */
export const metricLines = (
  figures: readonly Figure[],
  properties: Readonly<Record<string, string>>,
  now: number,
): readonly string[] => {
  const lines: Line[] = []
  for (const figure of merged(figures)) {
    let line = lines.find((candidate) => fits(candidate, figure))
    if (!line) {
      line = { members: new Map(), directives: [] }
      lines.push(line)
    }
    add(line, figure)
  }
  return lines.map(({ members, directives }) => {
    const about = { Timestamp: now, CloudWatchMetrics: directives }
    return `${JSON.stringify({ ...properties, ...Object.fromEntries(members), _aws: about })}\n`
  })
}
