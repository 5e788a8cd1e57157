/** A workstation that has been closed is only looked at, handed in and administrated. */
import { expect, it } from 'vitest';
import { onceClosed } from '../../../domain/access/narrowed.ts';
import { permissionOn } from '../../../domain/access/permissions.ts';
import type { Workflow } from '../../../domain/register.ts';
import { registers } from '../../../domain/registers/registers.ts';
import { isAllowed } from '../../../main/service/router.ts';
import { contract } from '../../../preload/contract/contract.ts';

const left = new Set(onceClosed);

it.each(registers.map((register) => [register.label, register] as const))(
  'nobody begins a record of %s, takes a step with one or voids one',
  (_, register) => {
    const { create, transitions }: Workflow = register.workflow;
    const steps = [create?.permission, ...transitions.map(({ permission }) => permission)];
    const others = ['register', 'approve', 'void', 'import', 'handOver'].map((each) =>
      permissionOn(register, each),
    );
    expect([...steps, ...others].filter((each) => each !== undefined && left.has(each as never))).toEqual([]);
  },
);

/** Of these only three could write a register: a step takes its own permission, an address one that no register has here, many at once either. */
const stillWriting: Readonly<Record<string, readonly string[]>> = {
  accounts: ['create', 'disable', 'enable', 'grant', 'reset', 'unlock'],
  attachments: ['read'],
  audit: ['export'],
  drafts: ['discard'],
  export: ['copy', 'view'],
  handovers: ['end', 'send'],
  keys: ['backup', 'dropRecovery', 'enactRecovery', 'newRecovery'],
  media: ['destroy', 'lend', 'save', 'takeBack'],
  network: ['accept', 'answerAgain', 'enterWorkstation', 'issue', 'renewOwn', 'request', 'revoke'],
  packages: ['apply', 'approve', 'discardIncoming', 'inspect', 'prepare', 'void', 'write'],
  paper: ['form', 'report'],
  preferences: ['set'],
  receipts: ['apply', 'check', 'issue'],
  records: ['address', 'reveal', 'takeMany', 'transition'],
  reports: ['export'],
  selection: ['export', 'paper'],
  session: ['changePassword', 'confirmSelf', 'witness'],
  vault: ['backup', 'continueAfterLoss'],
  views: ['remove', 'save'],
  workstation: [
    'close',
    'declareWiping',
    'dropDrafts',
    'enterStatement',
    'liftLoss',
    'reportLost',
    'wipe',
    'wipingSheet',
  ],
};

it('what writes and can still be called is known', () => {
  const writing = Object.entries(contract).filter(
    ([, { access, effect }]) =>
      effect === 'write' && access !== 'anyone' && isAllowed(access, { register: 'petition' }, left),
  );
  const known = Object.entries(stillWriting).flatMap(([area, acts]) => acts.map((act) => `${area}.${act}`));
  expect(writing.map(([name]) => name).sort()).toEqual(known);
});
