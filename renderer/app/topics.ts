import { registerIds } from '../../domain/registers/registers.ts';
import type { ProcedureName } from '../../preload/contract/contract.ts';

/** A change in one register shows in others too: by references, parts and what is counted. */
const ofRecords = [
  'records.',
  'drafts.',
  'views.',
  'search.',
  'dashboard.',
  'reports.',
  'targets.',
  'coordination.',
  'crossing.',
  'selection.',
];

const prefixesByTopic: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(registerIds.map((register) => [register, ofRecords])),
  // What is done on a workstation is called like the register of those that are out.
  workstation: [...ofRecords, 'workstation.'],
  dashboard: ['dashboard.'],
  selfConfirmed: ['session.selfConfirmed', 'records.page', 'records.totals', 'records.facets', 'search.'],
  codes: ['codes.', 'records.', 'dashboard.', 'coordination.'],
  tables: ['tables.', 'coordination.'],
  deadlines: ['deadlines.', 'records.', 'dashboard.'],
  calendar: ['calendar.', 'records.', 'dashboard.', 'vault.'],
  settings: ['settings.', 'session.current', 'app.status'],
  accounts: ['accounts.', 'session.current', 'workstation.'],
  packages: ['packages.', 'handovers.', 'exchange.', 'media.', 'dashboard.', 'workstation.'],
  network: ['network.', 'exchange.', 'packages.'],
  media: ['media.', 'exchange.'],
  audit: ['audit.'],
  vault: ['vault.', 'app.status', 'session.current'],
  // A document that has been laid out never changes.
  paper: ['paper.log', 'workstation.'],
  prints: ['paper.log', 'workstation.'],
};

/** Whether the answer of a procedure may have changed when these topics are announced; unknown topics stand for themselves. */
export function isTouched(name: ProcedureName, topics: readonly string[]): boolean {
  return topics.some((topic) =>
    (prefixesByTopic[topic] ?? [`${topic}.`]).some((prefix) => name === prefix || name.startsWith(prefix)),
  );
}
