import { describe, expect, it } from 'vitest';
import { readSources, withoutComments } from './sources.ts';

const modules = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|inspector|undici|ws|axios)$/;
const calls = [
  /\bfetch\s*\(/,
  /\bnew\s+(?:WebSocket|EventSource|XMLHttpRequest|RTCPeerConnection|WebTransport)\b/,
  /\bsendBeacon\b/,
  /\bopenExternal\b/,
  /\bopenPath\b/,
  /\bnet\.(?:request|fetch)\b/,
  /\bautoUpdater\b/,
  /\bcrashReporter\b/,
  /\bsetProxy\b/,
  /https?:\/\/(?!(?:www\.w3\.org|schemas\.openxmlformats\.org|purl\.org)\/)/,
];
/** A pattern may stand where it is explained: the file and the pattern's source. */
const explained: ReadonlySet<string> = new Set([]);

describe('the application', () => {
  const sources = readSources('domain', 'main', 'preload', 'renderer');

  it('imports no module that opens a connection', () => {
    const found = sources.flatMap(({ path, imports }) =>
      imports.filter((name) => modules.test(name)).map((name) => `${path}: ${name}`),
    );
    expect(found).toEqual([]);
  });

  it('calls nothing that reaches outside, and names no address outside', () => {
    const found = sources.flatMap(({ path, text }) => {
      const code = withoutComments(text);
      return calls
        .filter((each) => each.test(code) && !explained.has(`${path} ${each.source}`))
        .map((each) => `${path}: ${each.source}`);
    });
    console.log(`no network: ${sources.length} files searched for ${calls.length} ways out`);
    expect(found).toEqual([]);
  });

  it('would see each way out', () => {
    const examples = [
      'fetch("a")',
      'new WebSocket(a)',
      'sendBeacon',
      'shell.openExternal(a)',
      'openPath',
      'net.fetch',
      'autoUpdater',
      'crashReporter',
      'setProxy',
      'http://a',
    ];
    for (const each of calls) expect(examples.some((example) => each.test(example))).toBe(true);
  });
});
