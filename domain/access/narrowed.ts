/** What is left of everybody's permissions while a whole PC must not be written to. */
import { otherAreas, type Permission } from './permissions.ts';

/**
 * What can be looked at without writing, not even into the audit log; the rest rests while a damaged vault is read-only.
 * What these permissions allow besides looking (keeping a view, exporting, printing) leaves a trace: it is refused then,
 * and the window leaves it out by the session's `readOnly`. Leads rest too: who opened one must stand in the log.
 */
export const withoutWriting: readonly Permission[] = [
  'petition.read',
  ...otherAreas.filter((area) => area !== 'lead').map((area): Permission => `${area}.read`),
  'reports.read',
  'reference.read',
  'exchange.read',
  'network.read',
  'accounts.read',
  'audit.read',
  'vault.maintain',
];

/**
 * What can still be done on a group's workstation that has been closed (decision 022): look, hand in, administrate. Nothing
 * that writes a register.
 */
export const onceClosed: readonly Permission[] = [
  ...withoutWriting,
  ...otherAreas.map((area): Permission => `${area}.export`),
  'petition.export',
  'petition.revealPetitioner',
  'petition.searchPetitioner',
  'lead.read',
  'lead.open',
  'paper.print',
  'exchange.prepare',
  'exchange.approve',
  'exchange.import',
  'exchange.media',
  'network.manage',
  'accounts.create',
  'accounts.grant',
  'keys.manage',
  'witness.give',
  'witness.keys',
];
