/**
 * Metrics as lines in the log of a function, from which CloudWatch takes the figures.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
import type { Metrics } from '../../ports/metrics.ts'

const namespace = 'Passwright'

const toStdout = (line: string): void => {
  process.stdout.write(line)
}

const lineOf = (name: string, dimensions: Readonly<Record<string, string>>, by: number): string => {
  const directive = {
    Namespace: namespace,
    Dimensions: [Object.keys(dimensions)],
    Metrics: [{ Name: name, Unit: 'Count' }],
  }
  const entry = { ...dimensions, _aws: { Timestamp: Date.now(), CloudWatchMetrics: [directive] }, [name]: by }
  return `${JSON.stringify(entry)}\n`
}

/** Metrics in the namespace `Passwright`, a line each. @param write takes a line with its end. Default: standard output */
export const metricsOnStdout = (write: (line: string) => void = toStdout): Metrics => ({
  count: (name, dimensions, by = 1) => {
    try {
      write(lineOf(name, dimensions, by))
    } catch {
      // A figure less is better than a request that fails.
    }
  },
})
