/** Calls through the page's own bridge, for what a test needs and does not look at. */
import type { Input, Output, ProcedureName } from '../../../preload/contract/contract.ts';
import type { App } from '../driver.ts';

type Saved = Input<'records.save'>;

/** A record that the spec needs and does not look at; questions whose names are in `confirmed` are answered with that reason. */
export function enter(
  app: App,
  register: Saved['register'],
  values: Saved['values'],
  children: Saved['children'] = {},
  confirmed: Saved['confirmed'] = {},
): Promise<Output<'records.save'>> {
  const rest = { id: null, rev: null, draft: null, duplicate: null, sealedDirect: false };
  return callBridge(app, 'records.save', { register, values, children, confirmed, ...rest });
}

/** A step with such a record, by the person at the desk; questions are answered as in {@link enter}. */
export async function take(
  app: App,
  register: Saved['register'],
  id: string,
  transition: string,
  values: Saved['values'] = {},
  confirmed: Saved['confirmed'] = {},
): Promise<void> {
  const { rev } = await callBridge(app, 'records.get', { register, id });
  const wish = { register, id, rev, transition, values, confirmed, reason: null };
  await callBridge(app, 'records.transition', wish);
}

/** The answer of one procedure; throws the refusal. */
export async function callBridge<N extends ProcedureName>(
  app: App,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  const source = `window.lianxun.call[${JSON.stringify(name)}](${JSON.stringify(input)})`;
  const answer = await app.page.evaluate<{ readonly ok: boolean; readonly value: Output<N> }>(source);
  if (!answer.ok) throw new Error(`${name} was refused: ${JSON.stringify(answer)}`);
  return answer.value;
}
