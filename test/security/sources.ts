/** Reads the project's own sources, for tests that look at all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export const project = join(import.meta.dirname, '..', '..');

export interface Source {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What it imports; relative ones as paths relative to the project. */
  readonly imports: readonly string[];
}

/** All TypeScript files below the given folders. */
export function readSources(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) => filesBelow(folder)).map(readSource);
}

function readSource(path: string): Source {
  const text = readFileSync(join(project, path), 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"`;(=]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|\brequire\(\s*['"]([^'"]+)['"]/gm,
  );
  const imports = [...found].map((match) => resolve(path, match[1] ?? match[2] ?? match[3] ?? ''));
  return { path, text, imports };
}

function resolve(from: string, to: string): string {
  return to.startsWith('.') ? posix.normalize(posix.join(dirname(from), to)) : to;
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(project, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesBelow(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The text without comments and without string contents that only mention a word. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`])\/\/.*$/gm, '$1');
}
