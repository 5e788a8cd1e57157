import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Values } from '../../domain/register.ts';
import { lead } from '../../domain/registers/lead/lead.ts';
import { recordFindings } from '../../main/registers/validate.ts';
import type { Input } from '../../preload/contract/contract.ts';
import { openOffice, person } from './office.ts';

const keeper = person('keeper', ['CLUE_MANAGER']);
const director = person('director', ['OFFICE_DIRECTOR']);
const register = 'lead' as const;
const day = '2026-03-09';

let office: Awaited<ReturnType<typeof openOffice>>;
beforeEach(async () => {
  office = await openOffice({ compartments: ['petitioner', 'lead'] });
});
afterEach(() => office.dispose());

/** A lead that has come as far as its columns then say. */
function leadWith(title: string, columns: string): string {
  const { id } = office.save(keeper, {
    register,
    values: {
      ...{
        registeredAt: day,
        sourceKind: 'INSPECTION',
        title,
        markKind: 'WORK_SECRET',
      },
      ...{
        problemIntro: '违规收受礼金',
        hasNature: true,
        hasFacts: true,
        hasEvidence: true,
        exclusion: 'NONE',
      },
    },
    children: {
      persons: [
        {
          rowId: '',
          values: { name: '李某某', unit: '县某局', isTopLeader: true, cadreAuthority: 'COUNTY' },
        },
      ],
    },
  });
  office.vault.transact((tx) =>
    tx.run(`UPDATE lead SET ${columns}, "dispositionAt" = ?1 WHERE id = ?2`, [day, id]),
  );
  return id;
}

/** As an earlier program let it be: finished and filed away, though nothing is known of it yet. */
const archivedSuspended = (): string =>
  leadWith(
    '县某局李某某有关问题',
    `state = 'ARCHIVED', disposition = 'SUSPEND', "concludedAt" = '${day}', "archiveBoxNo" = 'X-1'`,
  );

const get = (id: string) => office.engine.reads['records.get'](keeper, { register, id });

function step(
  id: string,
  transition: string,
  values: Input<'records.transition'>['values'],
  actor = keeper,
): void {
  const rest = { register, id, rev: get(id).rev, transition, values, reason: '理由' };
  office.write((tx) => office.engine.writes['records.transition'](tx, actor, rest));
}

test('a lead that was finished while suspended finds its way back from the archive', () => {
  const id = archivedSuspended();
  step(id, 'unarchive', {}, director);
  step(id, 'reopen', {}, director);
  step(id, 'review', { suspendReviewedAt: day, suspendReviewNote: '继续暂存' });
  const { state, values } = get(id);
  expect([state, values['concludedAt'], values['archiveBoxNo']]).toEqual(['DISPOSING', undefined, undefined]);
});

test('what says that it is finished while suspended may stand, and is refused where a change brings it about', () => {
  const finished: Values = { disposition: 'SUSPEND', concludedAt: day };
  const errors = (before: Values) =>
    recordFindings(lead, finished, {}, day, { values: before, children: {} }).errors.map(({ type }) => type);
  const without = recordFindings(lead, { disposition: 'SUSPEND' }, {}, day).errors.map(({ type }) => type);
  expect(errors({ disposition: 'SUSPEND' })).toEqual([...without, 'StillSuspended']);
  expect(errors(finished)).toEqual(without);
});

test('the queue of leads that wait for their end holds none that is suspended, in number and list', () => {
  for (const [title, disposition] of [
    ['暂存的', "'SUSPEND'"],
    ['初核的', "'PRELIM'"],
    ['谈话函询的', "'TALK_LETTER'"],
    ['还没有写明的', 'NULL'],
  ] as const)
    leadWith(title, `state = 'DISPOSING', disposition = ${disposition}`);
  const { queues } = office.engine.reads['dashboard.todo'](keeper);
  const queue = queues.find(({ label }) => label === '待立案、办结反馈（处置中）');
  expect(queue?.count).toBe(3);
  const query = { register, filters: queue?.filters ?? [], sort: [], offset: 0, limit: 9 };
  const { rows } = office.engine.reads['records.page'](keeper, query);
  expect(rows.map(({ values }) => String(values['disposition'] ?? '')).toSorted()).toEqual([
    '',
    'PRELIM',
    'TALK_LETTER',
  ]);
});

test('leads that are all suspended make no queue', () => {
  leadWith('暂存的', "state = 'DISPOSING', disposition = 'SUSPEND'");
  const { queues } = office.engine.reads['dashboard.todo'](keeper);
  expect(queues.filter(({ label }) => label.includes('处置中'))).toEqual([]);
});
