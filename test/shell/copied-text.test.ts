import { expect, it } from 'vitest';
import { createCopiedText } from '../../main/shell/copied-text.ts';

function setup() {
  let held = '';
  const clipboard = {
    readText: () => held,
    writeText: (text: string) => {
      held = text;
    },
  };
  return { clipboard, copied: createCopiedText(clipboard) };
}

it('Rows copied from a list are gone from the clipboard after the lock', async () => {
  const { clipboard, copied } = setup();
  await copied.copy('编号\t摘要\n1\t甲');
  clipboard.writeText('编号\t摘要\r\n1\t甲');
  await copied.takeBack();
  expect(clipboard.readText()).toBe('');
});

it('What the clerk has copied elsewhere since stays', async () => {
  const { clipboard, copied } = setup();
  await copied.copy('编号');
  clipboard.writeText('别处的文字');
  await copied.takeBack();
  await copied.takeBack();
  expect(clipboard.readText()).toBe('别处的文字');
});
