import type { Input } from '../../preload/contract/contract.ts';
import { leaveField } from '../shared/leave-field.ts';
import { call } from './bridge.ts';

/** Sent to the window before it locks: forms keep at once what was typed in the last moments. */
export const keepDraftsEvent = 'keep-drafts';

/** Locks after open forms have sent their drafts, with what stands in the field with the cursor; the service takes the calls in this order. */
export function lock(reason: Input<'session.lock'>['reason'] = 'user'): void {
  leaveField(() => {
    window.dispatchEvent(new Event(keepDraftsEvent));
    setTimeout(() => void call('session.lock', { reason }).catch(() => undefined));
  });
}
