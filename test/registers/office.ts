/** An office with a real vault, a clock and a few people, for tests of the register engine. */
import { type Actor, permissionsOf, type Role } from '../../domain/access/permissions.ts';
import type { Compartment } from '../../domain/register.ts';
import type { Input, Parsed } from '../../preload/contract/contract.ts';
import type { OfficeInfo, RegisterModule } from '../../main/registers/deps.ts';
import type { Journey } from '../../main/registers/travelling.ts';
import { createEngine, type Engine, migrate } from '../../main/registers/engine.ts';
import type { Written } from '../../main/audit/commit.ts';
import type { Vault, Writer } from '../../main/vault/api.ts';
import { createTestVault } from '../support/vault.ts';

export const office: OfficeInfo = {
  id: '330824XCB',
  name: '某县委巡察办',
  region: '330824',
  level: 'COUNTY',
};
export const cityOffice: OfficeInfo = {
  id: '330800XCB',
  name: '某市委巡察办',
  region: '330800',
  level: 'CITY',
};

export function person(userId: string, roles: readonly Role[]): Actor {
  return { userId, name: `${userId}（姓名）`, roles, permissions: permissionsOf(roles), office: office.id };
}

export const registrar = person('registrar', ['REGISTRAR']);
export const registrar2 = person('registrar2', ['REGISTRAR']);
export const director = person('director', ['OFFICE_DIRECTOR']);
export const director2 = person('director2', ['OFFICE_DIRECTOR']);
export const clueManager = person('clues', ['CLUE_MANAGER']);

export interface Office {
  readonly vault: Vault;
  readonly engine: Engine;
  readonly setDay: (date: string) => void;
  readonly write: <T>(work: (tx: Writer) => Written<T>) => T;
  readonly save: (actor: Actor, input: Partial<Input<'records.save'>>) => Saved;
  readonly step: (actor: Actor, id: string, transition: string, values?: Values, reason?: string) => number;
  readonly get: (actor: Actor, id: string) => ReturnType<Engine['reads']['records.get']>;
  readonly reopen: () => Promise<Office>;
  readonly dispose: () => Promise<void>;
}
type Saved = { id: string; no: string; rev: number; savedAt: number };
type Values = Parsed<'records.transition'>['values'];

/** Monday noon, 2026-03-09 in China; every call of the clock adds a second. */
const start = Date.parse('2026-03-09T12:00:00+08:00');

export async function openOffice(
  wish: {
    readonly compartments?: readonly Compartment[];
    readonly of?: OfficeInfo;
    readonly salt?: Uint8Array;
    readonly officeNames?: () => (id: string) => string;
    readonly fewRows?: number;
    readonly modules?: readonly RegisterModule[];
  } = {},
): Promise<Office> {
  const test = await createTestVault(wish.compartments ? { compartments: wish.compartments } : {});
  let now = start;
  let seed = 1;
  const bytes = (length: number): Uint8Array<ArrayBuffer> =>
    Uint8Array.from({ length }, () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) >>> 24);
  const build = (vault: Vault): Office => {
    const clock = (): number => (now += 1000);
    const deps = {
      vault,
      now: clock,
      bytes,
      office: wish.of ?? office,
      userName: (id: string) => (id.includes('（') ? id : `${id}（姓名）`),
      petitionerSalt: () => wish.salt ?? null,
      ...(wish.officeNames && { officeNames: wish.officeNames }),
      ...(wish.fewRows !== undefined && { fewRows: wish.fewRows }),
    };
    const engine = createEngine(deps, wish.modules);
    const write: Office['write'] = (work) => vault.transact((tx) => work(tx).output);
    return {
      vault,
      engine,
      write,
      setDay: (date) => {
        now = Date.parse(`${date}T12:00:00+08:00`);
      },
      save: (actor, input) =>
        write((tx) =>
          engine.writes['records.save'](tx, actor, {
            register: 'petition',
            id: null,
            rev: null,
            values: {},
            children: {},
            draft: null,
            confirmed: {},
            duplicate: null,
            sealedDirect: false,
            ...input,
          }),
        ),
      step: (actor, id, transition, values = {}, reason) => {
        const { rev } = engine.reads['records.get'](actor, { register: 'petition', id });
        return write((tx) =>
          engine.writes['records.transition'](tx, actor, {
            register: 'petition',
            id,
            rev,
            transition,
            values,
            reason: reason ?? null,
          }),
        ).rev;
      },
      get: (actor, id) => engine.reads['records.get'](actor, { register: 'petition', id }),
      reopen: async () => build(await test.reopen()),
      dispose: test.dispose,
    };
  };
  const first = build(test.vault);
  first.vault.transact((tx) => migrate(tx, wish.modules));
  return first;
}

/** The letters of an office on their way to the city. */
export function petitionsTo({ engine }: Office): Journey {
  const [journey] = engine.journeys('petitions', 'up', cityOffice.id);
  if (!journey) throw new Error('letters do not travel');
  return journey;
}

/** A plain letter that passes every check. */
export const letter = {
  receivedAt: '2026-03-09',
  channel: 'LETTER',
  category: 'ACCUSATION',
  summary: '反映县某局副局长李某某违规发放津贴补贴。',
  openedBy: 'registrar',
  openedBy2: 'registrar2',
  checkability: 'CONCRETE',
} as const;

export const accused = [{ rowId: '', values: { name: '李某某', unit: '县某局', post: '副局长' } }];
export const petitioners = [
  {
    rowId: '',
    values: { name: '王小明', phone: '13912345678', address: '浙江省衢州市开化县芹阳街道解放路1号' },
  },
];

/** The failure a call is expected to end in; fails the test when it succeeds. */
export function failureOf(run: () => unknown): {
  type: string;
  what: string;
  next: string;
  fields?: Readonly<Record<string, string>>;
} {
  try {
    run();
  } catch (error) {
    if (error instanceof Error && 'failure' in error) return error.failure as ReturnType<typeof failureOf>;
    throw error;
  }
  throw new Error('expected a refusal');
}
