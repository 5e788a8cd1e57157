/** The practice set of a county: a year of every register, counted, printed and reported by the person who keeps it. */
import { join } from 'node:path';
import { registers } from '../../domain/registers/registers.ts';
import { permissionOn } from '../../domain/access/permissions.ts';
import type { Input } from '../../preload/contract/contract.ts';
import { vouchAct } from '../../main/service/leak-guard.ts';
import { chosen, createPc, type DemoPc, jobId } from './pcs.ts';
import type { Printer } from './printer.ts';

export interface PracticeFolders {
  readonly pcs: string;
  readonly paper: string;
}

type Form = Input<'paper.form'>['form'];
type Report = Input<'reports.compute'>['parameters']['report'];
type Register = Input<'records.page'>['register'];

/** What each account shows: forms of everything a register holds, and reports. */
const shows: readonly {
  readonly account: string;
  /** Who compares papers for an inspected organisation with the petitioners, where the account may not know them. */
  readonly checkedBy?: string;
  readonly forms: readonly (readonly [form: Form, register: Register])[];
  readonly reports: readonly Report[];
}[] = [
  { account: 'djy', forms: [['F32', 'fundComparison']], reports: ['R-04', 'R-16', 'R-17'] },
  {
    account: 'zgdc',
    checkedBy: 'zr',
    forms: [
      ['F20', 'problem'],
      ['F21', 'rectItem'],
      ['F22', 'rectItem'],
      ['F23', 'rectItem'],
    ],
    reports: ['R-09', 'R-10', 'R-18'],
  },
  { account: 'xsgl', forms: [['F18', 'lead']], reports: ['R-06', 'R-07'] },
  { account: 'jhrc', forms: [], reports: [] },
];

/** Makes the practice set on a PC of its own and says what its county holds; the papers go to the folder for papers. */
export async function showPracticeYear(
  printer: Printer,
  folders: PracticeFolders,
  period: { readonly from: string; readonly to: string },
  say: (text: string) => void,
): Promise<void> {
  const pc = createPc('练习库', join(folders.pcs, 'practice'), printer);
  try {
    await pc.call('setup.practice', { job: jobId(), reset: false });
    const { practiceAccounts } = await pc.call('app.status', {});
    const known = (account: string): (typeof practiceAccounts)[number] => {
      const found = practiceAccounts.find((each) => each.account === account);
      if (!found) throw new Error(`no practice account ${account}`);
      return found;
    };
    for (const { account, checkedBy, forms, reports } of shows) {
      const { role, password } = known(account);
      const session = await pc.call('session.unlock', { account, password });
      say(`${session.office.name}　${role}`);
      await countRegisters(pc, session.permissions, say);
      for (const [form, register] of forms) {
        const checked =
          checkedBy &&
          (await pc.call('session.witness', {
            account: checkedBy,
            password: known(checkedBy).password,
            act: vouchAct,
          }));
        const witness = checked ? checked.witness : null;
        await printAll(pc, { form, register, witness }, folders.paper, say);
      }
      for (const report of reports) await printReport(pc, report, period, folders.paper, say);
    }
  } finally {
    await pc.service.stop();
  }
}

async function countRegisters(
  pc: DemoPc,
  permissions: readonly string[],
  say: (text: string) => void,
): Promise<void> {
  const readable = registers.filter((register) => {
    const needed = permissionOn(register, 'read');
    return needed !== undefined && permissions.includes(needed);
  });
  const counted = [];
  for (const { id, label, unit } of readable) {
    const { total } = await pc.call('records.totals', { register: id, filters: [], sort: [] });
    counted.push(`${label}${total}${unit}`);
  }
  say(`　${counted.join('，')}`);
}

interface Shown {
  readonly form: Form;
  readonly register: Register;
  /** From `session.witness`. */
  readonly witness: string | null;
}

async function printAll(
  pc: DemoPc,
  { form, register, witness }: Shown,
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  const made = await pc.call('paper.form', {
    job: jobId(),
    form,
    records: [],
    query: { register, filters: [], sort: [] },
    package: null,
    blank: false,
    reveal: null,
    witness,
    extra: {},
  });
  await pc.call(
    'paper.savePdf',
    { document: made.document, file: chosen },
    join(folder, `${form}-练习库.pdf`),
  );
  say(`　${made.name}，${made.pages}页`);
}

async function printReport(
  pc: DemoPc,
  report: Report,
  period: { readonly from: string; readonly to: string },
  folder: string,
  say: (text: string) => void,
): Promise<void> {
  const parameters = { report, ...period, rows: 'office', offices: null } as const;
  const made = await pc.call('paper.report', { job: jobId(), source: { parameters } });
  await pc.call(
    'paper.savePdf',
    { document: made.document, file: chosen },
    join(folder, `${report}-练习库.pdf`),
  );
  say(`　${made.name}，${made.pages}页`);
}
