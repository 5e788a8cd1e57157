/** One input for every procedure that its schema accepts, so that what a call meets next is the access check. */
import type { Input, ServiceProcedureName } from '../../preload/contract/contract.ts';
import { cityId, fileToken, jobId } from '../support/office.ts';
import { mediaInputs, witness } from './media-inputs.ts';
import { forManyInputs, referenceInputs } from './reference-inputs.ts';

/** What exists in the office under test; a procedure that is allowed then really reaches it. */
export interface Existing {
  readonly record: string;
  readonly no: string;
  readonly rev: number;
  readonly attachment: string;
  readonly package: string;
  readonly userId: string;
}

export const nowhere: Existing = {
  record: 'missing',
  no: '没有',
  rev: 1,
  attachment: 'missing',
  package: 'missing',
  userId: 'missing',
};

type Inputs = { readonly [N in ServiceProcedureName]: Input<N> };

const register = 'petition' as const;
const query = { register, filters: [], sort: [] };
const page = { offset: 0, limit: 200 };
const selected = { text: '', orgTypes: [], sort: 'score' as const, descending: true };
const parameters = {
  report: 'R-01' as const,
  from: '2026-01-01',
  to: '2026-12-31',
  rows: 'office' as const,
  offices: null,
};

/** Fresh job ids each time; the file token is {@link fileToken}. */
export function inputsFor(existing: Existing): Inputs {
  return {
    ...entranceInputs(),
    ...adminInputs(existing),
    ...recordInputs(existing),
    ...referenceInputs(),
    ...spreadsheetInputs(existing),
    ...exchangeInputs(existing),
    ...mediaInputs(),
    ...paperInputs(existing),
  };
}

function entranceInputs() {
  const users = ['aa', 'bb', 'cc', 'dd'].map((account) => ({
    account,
    name: '某人',
    roles: ['REGISTRAR' as const],
    password: 'x',
  }));
  return {
    'app.status': {},
    'setup.inspectFolder': { folder: fileToken },
    'setup.checkPassword': { profile: 'WORK' as const, account: 'someone', password: 'short' },
    'setup.regions': { search: '衢州' },
    'setup.create': {
      job: jobId(),
      folder: null,
      level: 'COUNTY' as const,
      name: '另一办公室',
      region: '330825',
      docWord: '',
      profile: 'WORK' as const,
      users,
    },
    'setup.recoverySheet': { job: jobId(), shares: ['1'] },
    'setup.openExisting': { folder: fileToken },
    'session.declineRestored': {},
    'setup.practice': { job: jobId(), reset: false },
    'setup.leavePractice': {},
    'setup.usePracticeOffice': { office: 'none' },
    'session.unlock': { account: 'nobody', password: 'wrong' },
    'session.recover': { shares: ['1'], account: 'nobody', newPassword: 'Kouling-2026-x' },
    'session.agreeToRestored': {
      administrators: [
        { account: 'nobody', password: 'wrong' },
        { account: 'noone', password: 'wrong' },
      ],
    },
    'session.agreeBySheets': { shares: ['1'] },
    'session.current': {},
    'session.lock': {},
    'session.changePassword': { current: 'wrong', next: 'Kouling-2026-x' },
    'session.witness': { account: 'nobody', password: 'wrong', act: 'test' },
    'session.selfConfirmed': {},
    'session.confirmSelf': { password: 'wrong' },
    'jobs.cancel': { job: jobId() },
  };
}

function adminInputs({ userId }: Existing) {
  return {
    'accounts.list': {},
    'accounts.names': {},
    'accounts.create': { account: 'newcomer', name: '新人', password: 'x' },
    'accounts.grant': { userId, roles: [], reason: '测试', witness: null },
    'accounts.disable': { userId, reason: '测试' },
    'accounts.enable': { userId, reason: '测试' },
    'accounts.unlock': { userId, reason: '测试' },
    'accounts.reset': { userId, password: 'x', reason: '测试' },
    'vault.verify': { job: jobId() },
    'vault.continueAfterLoss': { reason: '测试' },
    'vault.health': {},
    'vault.backup': { job: jobId(), folder: fileToken },
    'keys.status': {},
    'keys.newRecovery': { reason: '测试', witness },
    'keys.enactRecovery': {},
    'keys.dropRecovery': {},
    'keys.backup': {
      job: jobId(),
      file: fileToken,
      firstHalf: 'Qianban-2026',
      secondHalf: 'Houban-2026-x',
      witness,
    },
    'audit.list': { ...page, action: null, text: null, from: null, to: null },
    'audit.verify': { job: jobId() },
    'audit.export': { job: jobId(), file: fileToken },
  };
}

function recordInputs({ record, no, rev, attachment }: Existing) {
  return {
    'records.page': { ...query, ...page },
    'records.totals': query,
    'records.facets': { ...query, field: 'channel' },
    'records.get': { register, id: record },
    'records.getByNo': { register, no },
    'records.brief': { register, ids: [record] },
    'records.find': { register, text: '' },
    'records.links': { register, id: record },
    'records.merged': { register, id: record },
    'records.causes': { register, names: {} },
    'targets.timeline': { target: '县民政局党组', registers: null, offset: 0, limit: 50 },
    'records.save': {
      register,
      id: null,
      rev: null,
      values: {},
      children: {},
      draft: null,
      confirmed: {},
      duplicate: null,
      sealedDirect: false,
    },
    'records.transition': { register, id: record, rev, transition: 'none', values: {}, reason: null },
    'records.correct': { register, id: record, rev, values: {}, children: {}, confirmed: {}, reason: '测试' },
    'records.permitCorrection': { register, id: record, rev, reason: '测试' },
    'records.requestVoid': { register, id: record, rev, reason: '测试' },
    'records.restoreVoided': { register, id: record, rev, reason: '测试' },
    'records.decideVoid': { register, id: record, rev, approve: true, reason: '测试' },
    'records.addressees': { register, id: record },
    'records.refusals': { register, id: record },
    'records.address': { register, id: record, rev, office: cityId, on: true },
    ...forManyInputs(record),
    'records.history': { register, id: record },
    'records.reveal': { register, id: record, child: 'petitioners', reason: '测试核对' },
    'records.duplicates': { register, exclude: null, values: {}, children: {} },
    'records.numberGaps': { register, year: 2026 },
    'drafts.save': { draft: null, register, record: null, rev: null, content: { values: {}, children: {} } },
    'drafts.list': { register },
    'drafts.discard': { draft: 'missing' },
    'views.list': { register },
    'views.save': {
      register,
      view: { id: null, name: '测试', shared: false, filters: [], sort: [], columns: [] },
    },
    'views.remove': { id: 'missing' },
    'preferences.get': { key: 'list' },
    'preferences.set': { key: 'list', json: '{}' },
    'attachments.add': { job: jobId(), register, record, files: [fileToken] },
    'attachments.read': { register, record, attachment },
    'attachments.remove': { register, record, attachment, reason: '测试' },
    'attachments.sendAlong': { register, record, attachment, on: true },
    'search.global': { text: '补贴' },
    'dashboard.todo': {},
  };
}

function spreadsheetInputs({ record }: Existing) {
  const session = { import: 'missing' };
  return {
    'import.open': { job: jobId(), register, file: fileToken },
    'import.sheet': { job: jobId(), ...session, sheet: '一', headerRows: null },
    'import.check': { job: jobId(), ...session, mapping: [], contextYear: null },
    'import.rows': { ...session, verdicts: ['new' as const], onlyProblems: false, ...page },
    'import.fix': { ...session, row: 1, cells: {}, decision: null },
    'import.decideAll': { ...session, decision: 'skip' as const },
    'import.words': session,
    'import.explainWord': { ...session, path: 'handling', word: '转', meaning: null },
    'import.commit': { job: jobId(), ...session, allowPartial: true },
    'import.errorWorkbook': { job: jobId(), ...session, file: fileToken },
    'import.close': session,
    'template.download': { job: jobId(), register, file: fileToken },
    'export.view': { job: jobId(), query, columns: ['no', 'summary'], file: fileToken, reveal: null },
    'export.mark': { query },
    'export.copy': { register, ids: [record], columns: ['no', 'summary'] },
  };
}

function exchangeInputs(existing: Existing) {
  const sent = { package: existing.package };
  const plan = { kind: 'petitions' as const, peer: cityId, period: null };
  return {
    'network.status': {},
    'network.request': { job: jobId(), folder: fileToken, key: 'new' as const },
    'network.inspectRequest': { file: fileToken },
    'network.issue': {
      job: jobId(),
      request: 'missing',
      folder: fileToken,
      checkedWith: '电话',
      earlier: 'keep' as const,
    },
    'workstation.standing': {},
    'workstation.leftDrafts': {},
    'workstation.dropDrafts': { userId: 'a', reason: '已调离', witness },
    'workstation.close': { witness },
    'workstation.statement': {},
    'workstation.declareWiping': { job: jobId(), witness, folder: fileToken },
    'workstation.wipingSheet': { job: jobId() },
    'workstation.wipe': { job: jobId(), witness, file: fileToken },
    'workstation.inspectStatement': { job: jobId(), file: fileToken },
    'workstation.enterStatement': { job: jobId(), file: fileToken, digest: '0'.repeat(64), accepted: null },
    'workstation.reportLost': { record: 'r', lostOn: '2026-01-01', toldBy: '甲', how: '丢失', witness },
    'workstation.liftLoss': { record: 'r', reason: '找回', witness },
    'network.enterWorkstation': { job: jobId(), file: fileToken },
    'network.renewOwn': {},
    'network.answerAgain': { job: jobId(), office: '330899XCB', folder: fileToken },
    'network.inspectAnswer': { file: fileToken },
    'network.accept': { job: jobId(), file: fileToken, rootFingerprint: '00' },
    'network.revoke': { office: '330899XCB', reason: '测试' },
    'packages.list': { direction: null, peer: null, ...page },
    'packages.refusals': sent,
    'packages.preview': plan,
    'packages.prepare': { ...plan, withAttachments: false, remark: '' },
    'packages.approve': { ...sent, approve: true, reason: '' },
    'packages.write': { job: jobId(), ...sent, folder: fileToken, medium: 'missing' },
    'packages.void': { ...sent, reason: '测试' },
    'packages.inspect': { job: jobId(), file: fileToken },
    'packages.apply': { job: jobId(), incoming: 'missing', witness },
    'packages.discardIncoming': { incoming: 'missing' },
    'handovers.of': sent,
    'handovers.send': {
      packages: [existing.package],
      at: 0,
      ...{ place: '', fromPerson: '某人', toPerson: '', courier1: '', courier2: '', supervisor: '' },
      ...{ packing: '', sealNo: '' },
    },
    'handovers.end': { handover: 'missing', outcome: 'SIGNED' as const, at: 0, person: '某人', note: '' },
    'receipts.issue': sent,
    'receipts.check': { text: '1' },
    'receipts.apply': { text: '1', witness },
    'exchange.board': {},
  };
}

function paperInputs({ record }: Existing) {
  const document = { document: 'missing' };
  return {
    'paper.forms': {},
    'paper.form': {
      job: jobId(),
      form: 'F01' as const,
      records: [record],
      query: null,
      package: null,
      blank: false,
      reveal: null,
      extra: {},
    },
    'paper.report': { job: jobId(), source: { parameters } },
    'paper.pdf': document,
    'paper.savePdf': { ...document, file: fileToken },
    'paper.saveWord': { job: jobId(), ...document, file: fileToken },
    'paper.print': { job: jobId(), ...document, printer: '', copies: 1, duplex: false },
    'paper.log': page,
    'coordination.matrix': {},
    'avoidance.judge': { members: [], targets: [], region: null, mode: null, round: null, profile: null },
    'staffing.propose': { job: jobId(), round: 'none' },
    'staffing.apply': { round: 'none', groups: [{ id: 'none', rev: 1 }], seats: [] },
    'crossing.judge': { id: 'none' },
    'crossing.propose': { id: 'none', counties: [], shift: null },
    'crossing.adopt': { id: 'none', rev: 1, counties: [], shift: 1 },
    'crossing.plan': { id: 'none' },
    'crossing.apply': { id: 'none', rev: 1, groups: [] },
    'selection.page': { ...selected, offset: 0, limit: 50 },
    'selection.paper': { job: jobId(), ...selected },
    'selection.export': { job: jobId(), ...selected, file: fileToken },
    'selection.enter': { plan: 'none', mode: 'REGULAR', round: null, targets: ['none'], basis: null },
    'reports.offered': {},
    'reports.compute': { job: jobId(), parameters },
    'reports.received': {},
    'reports.receivedOne': { office: cityId, report: 'R-01' as const, period: '2026' },
    'reports.export': { job: jobId(), source: { parameters }, file: fileToken },
    'reports.issue': { job: jobId(), parameters },
    'reports.issued': {},
    'reports.issuedOne': { id: 'none' },
    'reports.compareIssued': { job: jobId(), id: 'none' },
  };
}
