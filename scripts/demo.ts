/**
 * `npm run demo`: the whole main job without a window, on made-up data of a city and two counties, and a year of every
 * register from the practice set. Leaves the
 * spreadsheets, packages and PDFs in `demo-output/`.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { newMedium } from '../domain/media.ts';
import { syntheticLetters } from '../main/service/practice/synthetic.ts';
import type { Input } from '../preload/contract/contract.ts';
import { writeLedger } from './demo/ledger.ts';
import { chosen, createPc, type DemoPc, found, jobId, passwordOf } from './demo/pcs.ts';
import { showPracticeYear } from './demo/practice-year.ts';
import { startPrinter } from './demo/printer.ts';
import { ensurePackages, testPackages } from './system/debian.ts';
import { projectFolder } from './system/paths.ts';

const output = join(projectFolder, 'demo-output');
const folders = {
  pcs: join(output, 'pcs'),
  stick: join(output, 'stick'),
  paper: join(output, 'paper'),
  sheets: join(output, 'spreadsheets'),
};

const say = (text: string): void => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

async function enrol(city: DemoPc, county: DemoPc, rootFingerprint: string): Promise<void> {
  await county.signIn('anquan');
  const request = await county.call(
    'network.request',
    { job: jobId(), folder: chosen, key: 'new' },
    folders.stick,
  );
  await city.signIn('anquan');
  const seen = await city.call(
    'network.inspectRequest',
    { file: chosen },
    join(folders.stick, request.fileName),
  );
  if (seen.fingerprint !== request.fingerprint) throw new Error('the fingerprints differ');
  const issued = await city.call(
    'network.issue',
    {
      job: jobId(),
      request: seen.request,
      folder: chosen,
      checkedWith: '电话核对（演示）',
      earlier: 'keep',
    },
    folders.stick,
  );
  const answer = join(folders.stick, issued.fileName);
  await county.call('network.accept', { job: jobId(), file: chosen, rootFingerprint }, answer);
}

async function importLedger(county: DemoPc, path: string): Promise<void> {
  await county.signIn('dengji');
  const opened = await county.call('import.open', { job: jobId(), register: 'petition', file: chosen }, path);
  const sheet = opened.sheets.find((each) => each.proposed)?.name ?? '';
  const id = opened.import;
  const layout = await county.call('import.sheet', { job: jobId(), import: id, sheet, headerRows: null });
  const mapping = layout.columns.map(({ index, target }) => ({ index, target }));
  const checked = await county.call('import.check', { job: jobId(), import: id, mapping, contextYear: null });
  await county.call('import.decideAll', { import: id, decision: 'repeat' });
  const done = await county.call('import.commit', { job: jobId(), import: id, allowPartial: true });
  say(
    `${county.name}：表格${checked.counts.rows}行，导入${done.imported}件（其中重复件${done.repeats}），有误${done.refused}行`,
  );
}

async function send(
  from: DemoPc,
  kind: Input<'packages.prepare'>['kind'],
  peer: string,
  period: Input<'packages.prepare'>['period'] = null,
): Promise<{ readonly path: string; readonly id: string }> {
  await from.signIn('dengji');
  const made = await from.call('packages.prepare', { kind, peer, period, withAttachments: true, remark: '' });
  await from.signIn('zhuren');
  await from.call('packages.approve', { package: made.package, approve: true, reason: '' });
  await from.signIn('dengji');
  const target = { job: jobId(), package: made.package, folder: chosen, medium: await mediumOf(from) };
  const written = await from.call('packages.write', target, folders.stick);
  say(
    `${from.name} → ${peer}：${written.fileName}，${Math.ceil(written.size / 1024)} KB，校验码 ${written.digest}`,
  );
  return { path: join(folders.stick, written.fileName), id: made.package };
}

/** The office's registered stick. */
async function mediumOf(pc: DemoPc): Promise<string> {
  const { media } = await pc.call('media.list', {});
  const [known] = media;
  if (known?.id) return known.id;
  const entry = { ...newMedium('工作秘密', '2026-01-01'), id: null, code: 'JZ-演示-001' };
  return (await pc.call('media.save', entry)).id;
}

async function receive(to: DemoPc, path: string): Promise<void> {
  await to.signIn('dengji');
  const summary = await to.call('packages.inspect', { job: jobId(), file: chosen }, path);
  const second = {
    account: 'zhuren',
    password: passwordOf('zhuren'),
    act: `packages.apply:${summary.incoming}`,
  };
  const { witness } = await to.call('session.witness', second);
  const done = await to.call('packages.apply', { job: jobId(), incoming: summary.incoming, witness });
  say(
    `${to.name}：核验并导入${summary.kindLabel} ${summary.no}，更新${done.applied}件，拒绝${done.refused}件`,
  );
}

async function savePaper(pc: DemoPc, document: string, name: string): Promise<void> {
  await pc.call('paper.savePdf', { document, file: chosen }, join(folders.paper, `${name}.pdf`));
}

const everything = { register: 'petition', filters: [], sort: [] } as const;

async function printForms(pc: DemoPc, packageId: string): Promise<void> {
  const page = await pc.call('records.page', { ...everything, filters: [], sort: [], offset: 0, limit: 20 });
  const ids = page.rows.map((row) => row.id);
  for (const form of ['F01', 'F04', 'F06', 'F07', 'F08', 'F10', 'F45', 'F52'] as const) {
    const wide = form === 'F07' || form === 'F08' || form === 'F10';
    const records = wide ? [] : form === 'F06' ? ids : ids.slice(0, 1);
    const made = await pc.call('paper.form', {
      job: jobId(),
      form,
      records,
      query: wide ? { register: 'petition', filters: [], sort: [] } : null,
      package: form === 'F45' || form === 'F52' ? packageId : null,
      blank: false,
      reveal: null,
      extra: {},
    });
    await savePaper(pc, made.document, `${form}-${pc.name}`);
    say(`${pc.name}：${made.name}，${made.pages}页`);
  }
}

async function printReports(
  city: DemoPc,
  period: { readonly from: string; readonly to: string },
): Promise<void> {
  for (const report of ['R-01', 'R-02', 'R-03', 'R-05'] as const) {
    const parameters = { report, ...period, rows: 'office', offices: null } as const;
    const made = await city.call('paper.report', { job: jobId(), source: { parameters } });
    await savePaper(city, made.document, `${report}-${city.name}`);
    const sheet = join(folders.sheets, `${report}-${city.name}.xlsx`);
    await city.call('reports.export', { job: jobId(), source: { parameters }, file: chosen }, sheet);
    say(`${city.name}：${made.name}，${made.pages}页`);
  }
}

async function demonstrate(): Promise<void> {
  rmSync(output, { recursive: true, force: true });
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  await ensurePackages(testPackages);
  say('正在准备排版程序');
  const printer = await startPrinter();
  const from = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 10);
  const period = { from, to: new Date().toISOString().slice(0, 10) };
  const city = createPc('清江市委巡察办', join(folders.pcs, 'city'), printer);
  const counties = [
    {
      pc: createPc('云溪县委巡察办', join(folders.pcs, 'county-a'), printer),
      region: '339901',
      seed: 22,
      count: 300,
    },
    {
      pc: createPc('松阳岭县委巡察办', join(folders.pcs, 'county-b'), printer),
      region: '339902',
      seed: 33,
      count: 200,
    },
  ];
  try {
    say('市级建立保险库和交换网络');
    const { networkFingerprint } = await found(city, 'CITY', '339900');
    for (const { pc, region, seed, count } of counties) {
      say(`${pc.name}建立保险库，经指纹核对入网`);
      await found(pc, 'COUNTY', region);
      await enrol(city, pc, networkFingerprint ?? '');
      const letters = syntheticLetters({ seed, count, from, days: 295, rowId: () => randomUUID() });
      const path = join(folders.sheets, `${pc.name}-信访台账.xlsx`);
      await writeLedger(path, pc.name, letters);
      await importLedger(pc, path);
      const sent = await send(pc, 'petitions', '339900XCB');
      await printForms(pc, sent.id);
      await receive(city, sent.path);
      await receive(city, (await send(pc, 'statistics', '339900XCB', period)).path);
      await receive(pc, (await send(city, 'receipt', `${region}XCB`)).path);
      await receive(pc, (await send(city, 'settings', `${region}XCB`)).path);
    }
    await city.signIn('dengji');
    await printReports(city, period);
    const view = join(folders.sheets, `${city.name}-信访件.xlsx`);
    const columns = ['no', 'receivedAt', 'channel', 'accused', 'summary', 'state'];
    const query = { register: 'petition', filters: [], sort: [] } as const;
    const wish = {
      job: jobId(),
      query: { ...query, filters: [], sort: [] },
      columns,
      file: chosen,
      reveal: null,
    };
    await city.call('export.view', wish, view);
    await city.signIn('shenji');
    say(`${city.name}审计：${(await city.call('audit.verify', { job: jobId() })).text}`);
    say('建立练习库：各登记簿一年的样例');
    await showPracticeYear(printer, folders, period, say);
  } finally {
    for (const { pc } of counties) await pc.service.stop();
    await city.service.stop();
    printer.stop();
  }
  for (const folder of [folders.sheets, folders.stick, folders.paper]) {
    for (const name of readdirSync(folder))
      console.log(
        `  ${join(folder, name).slice(projectFolder.length + 1)}  ${statSync(join(folder, name)).size}`,
      );
  }
  say('演示完成：demo-output/');
}

await demonstrate();
