// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { NumberItem } from '../../../renderer/shared/number-item.tsx';
import { useSentForm } from '../sent-form.tsx';
import { inputIn, typeInto } from '../typing.ts';

const { host, sent, submit } = useSentForm(
  { length: 15 },
  <NumberItem name="length" label="期限" min={0} max={60} />,
);

it('a form is not sent while something else than a number stands where one is wanted', async () => {
  expect(inputIn(host()).value).toBe('15');
  for (const typed of ['15', '15天', '', '61']) {
    typeInto(inputIn(host()), typed);
    if (typed === '15') continue;
    await submit();
    expect(inputIn(host()).value).toBe(typed);
  }
  expect(sent()).toEqual([]);
  typeInto(inputIn(host()), '20');
  await submit();
  expect(sent()).toEqual([{ length: 20 }]);
});
