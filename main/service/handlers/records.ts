/** Binds the engine's reads and writes to the person at the desk; writes are committed with their audit entry. */
import type { ServiceProcedureName } from '../../../preload/contract/contract.ts';
import type { Engine } from '../../registers/engine.ts';
import type { Desk } from '../desk.ts';
import type { Handlers } from '../router.ts';

type ReadName = keyof Engine['reads'] & ServiceProcedureName;
type WriteName = keyof Engine['writes'] & ServiceProcedureName;

/** What the window asks again after each write. */
const topicsByName: Readonly<Record<WriteName, readonly string[]>> = {
  'records.save': ['petition', 'dashboard', 'drafts'],
  'records.transition': ['petition', 'dashboard'],
  'records.requestVoid': ['petition', 'dashboard'],
  'records.decideVoid': ['petition', 'dashboard'],
  'records.reveal': [],
  'attachments.remove': ['petition'],
  'codes.save': ['codes'],
  'deadlines.save': ['codes', 'petition', 'dashboard'],
  'settings.saveOffice': ['settings'],
};

const readNames = [
  'records.page',
  'records.totals',
  'records.facets',
  'records.get',
  'records.getByNo',
  'records.history',
  'records.duplicates',
  'records.numberGaps',
] as const satisfies readonly ReadName[];

type AnyRead = (actor: unknown, input: unknown) => unknown;
type AnyWrite = (tx: unknown, actor: unknown, input: unknown) => { readonly output: unknown; readonly audit: never };

/** The types of names and handlers agree by construction: both come from the contract, so one cast joins them. */
export function recordHandlers(desk: Desk): Pick<Handlers, (typeof readNames)[number] | WriteName> {
  const reads = readNames.map((name) => [
    name,
    ({ input }: { readonly input: unknown }) => {
      const { engine } = desk.office();
      return (engine.reads[name] as AnyRead)(desk.person().actor, input);
    },
  ]);
  const writes = (Object.keys(topicsByName) as WriteName[]).map((name) => [
    name,
    ({ input }: { readonly input: unknown }) => {
      const { engine } = desk.office();
      const { actor } = desk.person();
      return desk.commit(topicsByName[name], (tx) => (engine.writes[name] as AnyWrite)(tx, actor, input));
    },
  ]);
  return Object.fromEntries([...reads, ...writes]) as Pick<Handlers, (typeof readNames)[number] | WriteName>;
}
