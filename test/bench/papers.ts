/** A paper for an inspected organisation on its way through the leak check, in a vault with everybody who ever wrote. */
import type { Registrar } from '../support/volumes.ts';
import type { Report } from './registers.ts';

const runs = 5;
/** Two pages, of which a sentence is about nobody in particular. */
const text = Array.from(
  { length: 60 },
  (_, n) => `${n}. 项目验收把关不严，${2000 + n}年台账资料不完整，第${n}村民小组群众反映较多。`,
).join('');

/** Milliseconds of processor time, the middle one of some runs: with an organisation, and with none named anywhere. */
export async function measurePapers(report: Report, { vault, engine }: Registrar): Promise<void> {
  const problem = vault.get<{ id: string }>('SELECT id FROM problem ORDER BY id LIMIT 1')?.id ?? '';
  const unit = vault.get<{ unit: string }>('SELECT min(unit) AS unit FROM petition_accused')?.unit ?? '';
  const records = [{ register: 'problem', id: problem }];
  for (const [name, targetId, limit] of [
    ['of an organisation', unit, 100],
    ['that names none', null, 100],
  ] as const) {
    vault.transact((tx) => tx.run('UPDATE problem SET targetId = ? WHERE id = ?', [targetId, problem]));
    const times: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const before = process.cpuUsage();
      const behind = await engine.protectedBehind(vault, records);
      await engine.leaksIn([{ no: '', label: '', text }], behind);
      const { user, system } = process.cpuUsage(before);
      times.push((user + system) / 1000);
    }
    const middle = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
    report(`leak check of a paper ${name}`, middle, limit, `${text.length} characters`);
  }
}
