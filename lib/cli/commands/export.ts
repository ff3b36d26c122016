/** `passwright export`: everything of a deployment, into a folder. */
import { type Command, requiredPath } from '../command.ts'
import { deployedNote, openDeployed } from '../deployed.ts'
import { deploymentNote, deploymentOptions } from '../deployment.ts'
import { type ExportCounts, exportDeployment } from '../export/export-deployment.ts'
import { withExportFolder } from '../export/export-folder.ts'
import { leftOut, warning } from '../export/layout.ts'

const lines = ({ templateVersions, passes, registrations, images, ...some }: ExportCounts): readonly string[] => [
  `${passes} passes, ${registrations} registrations, ${images} images, ${templateVersions} versions of templates`,
  ...(some.personalizable > 0
    ? [`${some.personalizable} of the passes ask who their holder is: adopt does not take them, so they stand apart`]
    : []),
  ...(some.personalData > 0 ? [`what ${some.personalData} holders have said of themselves`] : []),
  ...(some.imagesLost > 0 ? [`${some.imagesLost} images are not in the store of files, and so not here`] : []),
]

/** The command. */
export const exportAll: Command = {
  positionals: [],
  options: {
    out: { value: 'DIR', help: 'the folder to write: empty, or not there. It is there when it is whole' },
    'personal-data': { help: 'also what holders have said of themselves in forms' },
    ...deploymentOptions,
  },
  notes: [
    'Templates, passes with their values, tokens, images, and the devices that hold them, as passwright adopt takes them.',
    `Careful: ${warning}.`,
    `${leftOut.charAt(0).toUpperCase()}${leftOut.slice(1)}.`,
    'Passes may change meanwhile: each is exported as it is when it is read.',
    deployedNote,
    deploymentNote,
  ],
  async run(args, terminal) {
    const out = requiredPath(args, 'out')
    const { env, ports, recovery } = await openDeployed(args)
    const { restoreSettings } = await import('../../adapters/lambda/settings.ts')
    const { restoredAt = 0 } = restoreSettings(env)
    const counts = await withExportFolder(out, (folder) =>
      exportDeployment({ ...ports, inventory: recovery }, folder, {
        ...{ personalData: args.has('personal-data'), restoredAt },
        tell: (passes) => terminal.progress(passes, passes + 1, 'passes'),
      }),
    )
    if (args.has('json')) terminal.print(JSON.stringify({ folder: out, ...counts }))
    else for (const line of lines(counts)) terminal.print(line)
    terminal.say(warning)
    terminal.say(leftOut)
    return 0
  },
}
