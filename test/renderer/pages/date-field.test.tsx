// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { DateField } from '../../../renderer/pages/reference/date-field.tsx';
import { useSentForm } from '../sent-form.tsx';
import { inputIn, typeInto } from '../typing.ts';

const { host, sent, submit } = useSentForm(
  { validFrom: '2026-01-01' },
  <DateField name="validFrom" label="启用日期" />,
);

it('a form is not sent with the day that stood there before, while what stands there is none', async () => {
  typeInto(inputIn(host()), '20261301');
  await submit();
  expect(sent()).toEqual([]);
  expect(inputIn(host()).value).toBe('20261301');
  typeInto(inputIn(host()), '20260301');
  await submit();
  typeInto(inputIn(host()), '');
  await submit();
  expect(sent()).toEqual([{ validFrom: '2026-03-01' }, { validFrom: null }]);
});
