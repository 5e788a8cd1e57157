import { mediumLevelFor, mediumStatusLabels } from '../../../domain/media.ts';
import type { Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';

export type Medium = Output<'media.list'>['media'][number];

const tones: Readonly<Record<Medium['status'], Tone>> = {
  IN_STOCK: 'success',
  LENT: 'progress',
  IN_TRANSIT: 'warning',
  RETURNED: 'success',
  DESTROYED: 'neutral',
  LOST: 'danger',
};

export function statusLook(status: Medium['status']): { readonly tone: Tone; readonly text: string } {
  return { tone: tones[status], text: mediumStatusLabels[status] };
}

/** What a new medium is registered as: nothing of the office goes on one that is marked as ordinary. */
export const usualLevel = '工作秘密';

/** The level proposed for a new medium that is to carry what bears this mark. */
export function proposedLevel(mark: string): string {
  const needed = mediumLevelFor(mark);
  return needed === '普通' ? usualLevel : needed;
}
