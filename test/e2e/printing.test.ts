import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareRunFolder } from '../../scripts/electron-runtime.ts';
import { createHome, giveTo, removeHome } from './driver.ts';
import { buildHarness } from './harness/build.ts';

const fonts = join(import.meta.dirname, '..', '..', 'resources', 'fonts');
const rows = Array.from(
  { length: 60 },
  (_, index) => `<tr><td>${index + 1}</td><td>反映问题 ${index + 1}</td></tr>`,
);

const form = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><style>
@page { size: A4 landscape; margin: 20mm }
h1 { font-family: 'Noto Sans CJK SC', serif } tr { break-inside: avoid }
</style></head><body><h1>信访件登记表</h1><table><thead><tr><th>序号</th><th>内容</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></body></html>`;

const hostile = `<!doctype html><html><head><meta charset="utf-8"><script>document.write('脚本已运行')</script>
<base href="https://example.com/"><link rel="stylesheet" href="https://example.com/a.css"></head>
<body onload="document.body.append('事件已运行')"><p>正文</p><img src="x" onerror="document.body.append('图片已运行')">
<iframe src="file:///etc/passwd"></iframe><object data="app://lianxun/index.html"></object></body></html>`;

let home: string;

const text = (name: string): string =>
  execFileSync('pdftotext', ['-layout', join(home, 'files', name), '-'], { encoding: 'utf8' });
const info = (name: string): string =>
  execFileSync('pdfinfo', [join(home, 'files', name)], { encoding: 'utf8' });

beforeAll(async () => {
  home = createHome();
  const folder = join(home, 'files');
  writeFileSync(join(folder, 'form.html'), form);
  writeFileSync(join(folder, 'hostile.html'), hostile);
  cpSync(fonts, join(folder, 'fonts'), { recursive: true });
  writeFileSync(join(folder, 'font.html'), withFont(faceWith('信')));
  giveTo(folder);
  const { command } = await prepareRunFolder(await buildHarness('printing-main', 'printing'));
  const env = {
    PATH: process.env['PATH'],
    DISPLAY: process.env['DISPLAY'],
    LANG: 'zh_CN.UTF-8',
    LIANXUN_SHEETS: folder,
  };
  const result = spawnSync(command, [], { env, encoding: 'utf8', timeout: 60_000 });
  expect(result.status, result.stderr).toBe(0);
});

afterAll(() => removeHome(home));

interface Face {
  readonly file: string;
  /** Spans of code points in hexadecimal, e.g. `4e00-4e02,4e07`. */
  readonly ranges: string;
}

function faceWith(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const faces = JSON.parse(readFileSync(join(fonts, 'faces.json'), 'utf8')) as readonly Face[];
  const has = (face: Face): boolean =>
    face.ranges.split(',').some((span) => {
      const [from = 0, to = from] = span.split('-').map((text) => parseInt(text, 16));
      return from <= code && code <= to;
    });
  return faces.find(has)?.file ?? '';
}

function withFont(file: string): string {
  return `<!doctype html><meta charset="utf-8"><style>
@font-face { font-family: Packed; src: url('/fonts/${file}') } p { font-family: Packed }</style><p>信信信</p>`;
}

describe('a printed sheet', () => {
  it('keeps its Chinese text, its paper size, and its heading on every page', () => {
    expect(text('form.pdf')).toContain('信访件登记表');
    expect(text('form.pdf').match(/序号/g)?.length).toBeGreaterThan(1);
    expect(text('form.pdf')).toContain('反映问题 60');
    expect(info('form.pdf')).toMatch(/Page size:\s+841\.\d+ x 59[45]\.?\d* pts \(A4\)/);
    expect(info('form.pdf')).toMatch(/Tagged:\s+yes/);
  });

  it('runs no script and loads nothing from outside', () => {
    const printed = text('hostile.pdf');
    expect(printed).toContain('正文');
    expect(printed).not.toContain('已运行');
    expect(printed).not.toContain('root:');
  });

  it('is set in the fonts that ship with the program', () => {
    const listed = execFileSync('pdffonts', [join(home, 'files', 'font.pdf')], { encoding: 'utf8' });
    const lines = listed.trim().split('\n').slice(2);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/NotoSerifSC.* yes yes yes /);
  });

  it('is gone from memory once it is printed, and a missing printer is an expected refusal', () => {
    const log = readFileSync(join(home, 'files', 'log.txt'), 'utf8');
    expect(log).toContain('sheets left 0');
    expect(log).toContain('paper ExpectedError: PrintFailed');
    expect(log).not.toContain('failed ');
  });
});
