/** What axe-core finds on the page as it is now. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { App } from '../driver.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[]; readonly html: string }[];
}

/** Serious and critical violations, and icons that are read out in English, as lines of text; the CSP stays as it is. */
export async function seriousViolations(app: App): Promise<readonly string[]> {
  const { page } = app;
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(source);
  // A button on its way from disabled to enabled has neither's colours.
  await page.evaluate(
    'document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity).forEach((each) => each.finish())',
  );
  // A passing message fades in and out, and is half transparent meanwhile.
  const found = await page.evaluate<readonly Violation[]>(
    'axe.run({ exclude: [[".ant-message"]] }, { resultTypes: ["violations"] }).then((result) => result.violations)',
  );
  const serious = found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html.slice(0, 160)}`),
    );
  const spoken = await page.getByRole('img', { name: /^[a-z-]+$/u }).all();
  const icons = await Promise.all(spoken.map((icon) => icon.getAttribute('aria-label')));
  return [...serious, ...icons.map((name) => `icon read out in English: ${name}`)];
}
