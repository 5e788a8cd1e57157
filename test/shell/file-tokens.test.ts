import { describe, expect, it } from 'vitest';
import { createFileTokens } from '../../main/shell/file-tokens.ts';

describe('file tokens', () => {
  it('say nothing of the path and differ each time', () => {
    const tokens = createFileTokens();
    const first = tokens.issue('/media/usb/a');
    const second = tokens.issue('/media/usb/a');
    expect(first).toMatch(/^file_[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
  });

  it('are found wherever they stand in an input, and looked for in no bytes', () => {
    const tokens = createFileTokens();
    const one = tokens.issue('/a');
    const two = tokens.issue('/b');
    const bytes = new TextEncoder().encode(one);
    expect(tokens.collect({ file: one, rows: [{ deep: [two] }], bytes })).toEqual({
      [one]: '/a',
      [two]: '/b',
    });
    expect(tokens.collect({ bytes, none: null, text: `${one} ` })).toEqual({});
  });

  it('end an input that refers to itself', () => {
    const loop: Record<string, unknown> = {};
    loop['loop'] = loop;
    expect(createFileTokens().collect(loop)).toEqual({});
  });
});
