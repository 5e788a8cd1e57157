import { leaveField } from '../shared/leave-field.ts';
import { call } from './bridge.ts';

/** Sent to the window before it locks: forms keep at once what was typed in the last moments. */
export const keepDraftsEvent = 'keep-drafts';

/** Open forms send their drafts, with what stands in the field with the cursor; then `then` is called. */
export function keepDrafts(then: () => void = () => undefined): void {
  leaveField(() => {
    window.dispatchEvent(new Event(keepDraftsEvent));
    setTimeout(then);
  });
}

/** Locks after open forms have sent their drafts; the service takes the calls in this order. */
export function lock(): void {
  keepDrafts(() => void call('session.lock', {}).catch(() => undefined));
}
