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

/** As an earlier program let it be: finished and filed away, though nothing is known of it yet. */
function archivedSuspended(): string {
  const { id } = office.save(keeper, {
    register,
    values: {
      ...{
        registeredAt: day,
        sourceKind: 'INSPECTION',
        title: '县某局李某某有关问题',
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
    tx.run(
      `UPDATE lead SET state = 'ARCHIVED', disposition = 'SUSPEND', "dispositionAt" = ?1, "concludedAt" = ?1, "archiveBoxNo" = 'X-1'
        WHERE id = ?2`,
      [day, id],
    ),
  );
  return id;
}

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
