/**
 * Metrics as lines in the log of a function, from which CloudWatch takes the figures.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
import type { Metrics } from '../../ports/metrics.ts'

const toStdout = (line: string): void => {
  process.stdout.write(line)
}

const lineOf = (namespace: string, name: string, dimensions: Readonly<Record<string, string>>, by: number): string => {
  const directive = {
    Namespace: namespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  }
  const entry = { ...dimensions, _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, [name]: by }
  return `${JSON.stringify(entry)}\n`
}

/**
 * Metrics, a line each.
 *
 * @param namespace where they are counted: `Passwright/prod`
 * @param write takes a line with its end. Default: standard output
 */
export const metricsOnStdout = (namespace: string, write: (line: string) => void = toStdout): Metrics => ({
  count: (name, dimensions, by = 1) => {
    try {
      write(lineOf(namespace, name, dimensions, by))
    } catch {
      // A figure less is better than a request that fails.
    }
  },
})
