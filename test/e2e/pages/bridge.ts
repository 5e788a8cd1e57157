/** Calls through the page's own bridge, for what a test needs and does not look at. */
import type { Input, Output, ProcedureName } from '../../../preload/contract/contract.ts';
import type { App } from '../driver.ts';

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
