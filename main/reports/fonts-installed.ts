/** Which font families this PC has. Only programs that belong to the system are asked; nothing is written. */
import { execFile } from 'node:child_process';

/** The family names, Chinese and English; null when the system cannot be asked. */
export async function findInstalledFonts(): Promise<ReadonlySet<string> | null> {
  try {
    return process.platform === 'win32' ? await fromRegistry() : await fromFontconfig();
  } catch {
    return null;
  }
}

async function fromFontconfig(): Promise<ReadonlySet<string>> {
  const output = await run('fc-list', [':', 'family']);
  return new Set(split(output.toString('utf8'), /[,\n]/));
}

/** Windows lists fonts as `FangSong (TrueType)` or `SimSun & NSimSun (TrueType)`, in the system's code page. */
async function fromRegistry(): Promise<ReadonlySet<string>> {
  const key = String.raw`\Software\Microsoft\Windows NT\CurrentVersion\Fonts`;
  const outputs = await Promise.all(
    ['HKLM', 'HKCU'].map((root) => run('reg.exe', ['query', `${root}${key}`]).catch(() => Buffer.alloc(0))),
  );
  const text = outputs.map((output) => new TextDecoder('gbk').decode(output)).join('\n');
  const names = [...text.matchAll(/^\s+(.+?)\s+\(\w+\)\s+REG_SZ/gm)].flatMap(([, name = '']) =>
    split(name, /&/),
  );
  return new Set(names);
}

function split(text: string, separator: RegExp): readonly string[] {
  return text
    .split(separator)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function run(program: string, args: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const options = { encoding: 'buffer', timeout: 5000, windowsHide: true, maxBuffer: 8_000_000 } as const;
    execFile(program, [...args], options, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
