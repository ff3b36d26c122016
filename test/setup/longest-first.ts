/** The order in which vitest takes the test files. */
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest, so that no core is idle while the last of them ends. */
const longest = [
  'test/service.test.ts',
  'test/local-stack.test.ts',
  'test/contracts/aws.test.ts',
  'test/registrations/dynamo-db.test.ts',
  'test/registrations.test.ts',
  'test/package.test.ts',
  'test/package-lambda.test.ts',
  'test/readme.test.ts',
  'test/deploy.test.ts',
  'test/elsewhere/elsewhere.test.ts',
  'test/drill.test.ts',
  'test/cli-doctor-faults.test.ts',
  'test/local-servers.test.ts',
  'test/cli-inspect.test.ts',
  'test/cli-build.test.ts',
  'test/cli.test.ts',
  'test/bench.test.ts',
]

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((path) => moduleId.endsWith(path))
  return place < 0 ? longest.length : place
}

/** The longest first, all others in vitest's own order. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}
