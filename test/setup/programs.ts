/** The programs of the system that tests use as independent judges: where they are, and which Debian package brings them. */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type {} from 'vitest'

const programNames = [
  'openssl',
  'unzip',
  'curl',
  'python3',
  'java',
  'chromium',
  'kitinerary-extractor',
  'ZXingReader',
  'pdftoppm',
] as const

/** What a test may ask for by name. */
export type ProgramName = (typeof programNames)[number]

/** One program of the system. */
export interface Program {
  /** What it is called in different distributions; the first that is found is taken. An absolute path may stand here. */
  readonly names: readonly string[]
  /** Arguments of a call that must succeed, where being there is not enough. */
  readonly probe?: readonly string[]
  /** The Debian packages that it needs. */
  readonly packages: readonly string[]
  /** The suites that are left out without it. */
  readonly suites: string
}

/** Folders of Debian's programs that are no commands of their own, one for each architecture. */
const libexec = (folder: string, name: string): readonly string[] => {
  const base = '/usr/lib'
  if (!statSync(base, { throwIfNoEntry: false })) return []
  return readdirSync(base)
    .filter((entry) => entry.endsWith('-linux-gnu'))
    .map((entry) => join(base, entry, 'libexec', folder, name))
}

/** Every program that a test may need. */
export const programs: Readonly<Record<ProgramName, Program>> = {
  openssl: {
    names: ['openssl'],
    // What LibreSSL and OpenSSL 1 do not know.
    probe: ['list', '-providers'],
    packages: ['openssl'],
    suites: 'signatures and keys as OpenSSL 3 sees them',
  },
  unzip: { names: ['unzip'], packages: ['unzip'], suites: 'archives as unzip reads them' },
  curl: { names: ['curl'], packages: ['curl'], suites: 'the service as curl sees it' },
  python3: {
    // Debian's own first: that is where its package of cryptography is.
    names: ['/usr/bin/python3', 'python3'],
    probe: ['-c', 'import cryptography'],
    packages: ['python3', 'python3-cryptography'],
    suites: "archives as Python's zipfile reads them, certificates under strict DER",
  },
  java: {
    names: ['java'],
    // The tests hand over source text: a mere runtime environment cannot compile it.
    probe: ['--module', 'jdk.compiler/com.sun.tools.javac.Main', '--version'],
    packages: ['default-jdk-headless'],
    suites: 'archives as Java reads them',
  },
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: ['chromium'],
    suites: "the core's tests in a browser, the pages of links as browsers show them",
  },
  'kitinerary-extractor': {
    names: [
      'kitinerary-extractor',
      ...libexec('kf5', 'kitinerary-extractor'),
      ...libexec('kf6', 'kitinerary-extractor'),
    ],
    packages: ['libkpimitinerary-bin'],
    suites: "boarding passes as KDE's extractor reads them",
  },
  ZXingReader: {
    names: ['ZXingReader'],
    packages: ['zxing-cpp-tools'],
    suites: 'drawn barcodes as a scanner reads them',
  },
  pdftoppm: { names: ['pdftoppm'], packages: ['poppler-utils'], suites: 'PDF pages as Poppler draws them' },
}

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const locate = (name: string): string | undefined =>
  name.startsWith('/')
    ? [name].find(isProgram)
    : (process.env.PATH ?? '')
        .split(delimiter)
        .map((folder) => join(folder, name))
        .find(isProgram)

const works = (path: string, probe: readonly string[] | undefined): boolean =>
  probe === undefined || spawnSync(path, probe, { stdio: 'ignore' }).status === 0

const found = new Map<ProgramName, string>()

/** Where a program is, or undefined when it is not there or does not do what we need it for. */
export const findProgram = (name: ProgramName): string | undefined => {
  const { names, probe } = programs[name]
  const path = found.get(name) ?? names.map(locate).find((path) => path !== undefined && works(path, probe))
  // Only what is there is remembered: what is missing may be installed next.
  if (path !== undefined) found.set(name, path)
  return path
}

/** The names of the programs that are not there. */
export const missingPrograms = (): readonly ProgramName[] =>
  programNames.filter((name) => findProgram(name) === undefined)

/** Where a program is. For a test that stands in a suite which `needs` it. */
export const program = (name: ProgramName): string => {
  const path = findProgram(name)
  if (path === undefined) throw new Error(`${name} is not installed: guard the suite with needs('${name}')`)
  return path
}

/** Options of a suite or a test: leaves it out, with the reason, where a program is missing. */
export interface Needs {
  readonly skip: boolean
  readonly meta: { readonly reason?: string }
}

/**
 * The second argument of `describe` or `it` for tests that call programs of the system:
 * `describe('…', needs('openssl', 'unzip'), () => { … program('openssl') … })`. The summary of `npm test` prints the
 * reason of every test left out.
 */
export const needs = (...names: readonly ProgramName[]): Needs => {
  const missing = names.filter((name) => findProgram(name) === undefined)
  if (missing.length === 0) return { skip: false, meta: {} }
  const packages = missing.flatMap((name) => programs[name].packages)
  return { skip: true, meta: { reason: `needs ${missing.join(', ')} (Debian: ${packages.join(', ')})` } }
}

declare module 'vitest' {
  interface TaskMeta {
    /** Why the test is left out. */
    reason?: string
  }
}
