/** Says what was packaged. */
import { relative } from 'node:path'
import type { PackagedService } from './package-service.ts'

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`

/** The functions with their sizes, and where the template is. */
export const packageReport = ({ stage, settings, template, templateFile, functions }: PackagedService): string =>
  [
    `stage ${stage}, ${settings.publicBaseUrl}`,
    ...[...functions].map(([name, { zipBytes }]) => `  ${name.padEnd(10)}${kilobytes(zipBytes).padStart(9)}, zipped`),
    `${Object.keys(template.Resources).length} resources in ${relative('', templateFile)}, found good by cloudformation-validate`,
  ].join('\n')
