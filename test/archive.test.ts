/** Archives against strangers: unzip, Python and Java read ours, and we read what they write. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { manifestFor, packPass } from '../lib/core/archive/pack.ts'
import { prepareFiles } from '../lib/core/archive/prepared.ts'
import { unzip } from '../lib/core/archive/unzip.ts'
import { type Bytes, utf8 } from '../lib/core/bytes.ts'
import { pngStub } from './builders/template.ts'
import { needs, program } from './setup/programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'passwright-archive-'))

const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const run = (path: string, ...args: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(path, args, { encoding: 'utf8', cwd: folder })
  if (status !== 0) throw new Error(`${path} ${args[0]} failed: ${stderr}${stdout}`)
  return stdout
}

const strings = Array.from({ length: 300 }, (_, line) => `"row ${line}" = "Reihe ${line * 7}";`).join('\n')

const fixed = new Map<string, Bytes>([
  ['icon.png', new Uint8Array(pngStub('picture'.repeat(1_000)))],
  ['en.lproj/pass.strings', utf8(strings)],
  ['zh-Hans.lproj/logo.png', new Uint8Array(pngStub())],
  ['größe 😀.txt', utf8('not ASCII '.repeat(9))],
  ['empty', new Uint8Array()],
])

// The last one is larger than the room behind the prepared block, so that it is assembled the other way.
const passes = [utf8('{"formatVersion":1}'), new Uint8Array(), new Uint8Array(200_000).fill(32)]

const sha1 = (bytes: Uint8Array): string => createHash('sha1').update(bytes).digest('hex')

/** What a program should find in an archive: every file's name and SHA-1, in order. */
const contentOf = (files: ReadonlyMap<string, Bytes>) => Array.from(files, ([name, bytes]) => [name, sha1(bytes)])

const archives = await Promise.all(
  passes.map(async (pass, number) => {
    const prepared = await prepareFiles(fixed)
    const fresh = new Map([['pass.json', pass]])
    const bytes = packPass(prepared, fresh, manifestFor(prepared, fresh), utf8('signature'))
    return { path: file(`${number}.pkpass`, bytes), content: contentOf(await unzip(bytes)) }
  }),
)
const paths = archives.map(({ path }) => path)

/** What foreign writers are asked to pack, with names that all of them can write. */
const foreign = [
  ['pass.json', 'x'.repeat(5_000)],
  ['en.lproj/pass.strings', strings],
  ['größe.txt', ''],
] as const
const foreignContent = contentOf(new Map(foreign.map(([name, text]) => [name, utf8(text)])))
const foreignInput = file(
  'foreign.txt',
  foreign.map(([name, text]) => `${name}\t${text.replaceAll('\n', '\r')}\n`).join(''),
)

const contentByName = async (bytes: Uint8Array) => contentOf(await unzip(bytes))

describe('unzip', needs('unzip'), () => {
  it.each(paths)('finds no fault in %s', (path) => {
    expect(run(program('unzip'), '-t', path)).toContain('No errors detected')
  })
})

const pythonReads = `
import hashlib, json, sys, zipfile
for path in sys.argv[1:]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert all(info.date_time == (1980, 1, 1, 0, 0, 0) for info in archive.infolist())
        print(json.dumps([[info.filename, hashlib.sha1(archive.read(info)).hexdigest()] for info in archive.infolist()]))
`

const pythonWrites = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[2], 'w', zipfile.ZIP_DEFLATED) as archive, open(sys.argv[1], encoding='utf-8', newline='\\n') as lines:
    archive.writestr('en.lproj/', '')
    for line in lines:
        name, text = line.rstrip('\\n').split('\\t')
        archive.writestr(name, text.replace('\\r', '\\n'))
`

describe("Python's zipfile", needs('python3'), () => {
  it('reads every file of our archives, their dates too', () => {
    const lines = run(program('python3'), '-c', pythonReads, ...paths)
      .trim()
      .split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(archives.map(({ content }) => content))
  })

  it('writes archives that we read', async () => {
    const path = join(folder, 'python.zip')
    run(program('python3'), '-c', pythonWrites, foreignInput, path)
    expect(await contentByName(readFileSync(path))).toEqual(foreignContent)
  })
})

const javaProgram = `
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.MessageDigest;
import java.util.*;
import java.util.zip.*;

public class Archives {
  public static void main(String[] args) throws Exception {
    try (var out = new ZipOutputStream(new FileOutputStream(args[1]))) {
      out.putNextEntry(new ZipEntry("en.lproj/"));
      for (String line : Files.readString(Path.of(args[0])).split("\\n")) {
        String[] parts = line.split("\\t", -1);
        out.putNextEntry(new ZipEntry(parts[0]));
        out.write(parts[1].replace('\\r', '\\n').getBytes(StandardCharsets.UTF_8));
      }
    }
    var print = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    for (String path : Arrays.copyOfRange(args, 2, args.length)) {
      var found = new ArrayList<String>();
      try (var in = new ZipInputStream(new FileInputStream(path))) {
        for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
          var digest = MessageDigest.getInstance("SHA-1").digest(in.readAllBytes());
          found.add("[\\"" + entry.getName() + "\\",\\"" + HexFormat.of().formatHex(digest) + "\\"]");
        }
      }
      print.println("[" + String.join(",", found) + "]");
    }
  }
}
`

describe("Java's zip streams", needs('java'), () => {
  // One start of the virtual machine takes longer than all that is done in it.
  it('read every file of our archives, and write archives that we read', { timeout: 60_000 }, async () => {
    const path = join(folder, 'java.zip')
    const lines = run(program('java'), file('Archives.java', javaProgram), foreignInput, path, ...paths)
    expect(
      lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(archives.map(({ content }) => content))
    expect(await contentByName(readFileSync(path))).toEqual(foreignContent)
  })
})
