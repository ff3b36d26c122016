/** The test files that put something of their own in the place of a module (`vi.mock`): they run apart from the others. */
export const replacingModules: readonly string[] = ['test/preflight/like-sample.test.ts', 'test/registrations.test.ts']
