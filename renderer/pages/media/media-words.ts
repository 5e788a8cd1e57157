import { mediumLevelFor } from '../../../domain/media.ts';
import type { Tone } from '../../../domain/register.ts';
import type { Output } from '../../../preload/contract/contract.ts';

export type Medium = Output<'media.list'>['media'][number];

export const kindLabels: Readonly<Record<Medium['kind'], string>> = {
  USB: 'U盘',
  DISK: '移动硬盘',
  DISC: '光盘（一次性）',
  PAPER: '纸质',
  OTHER: '其他',
};

export const statusLooks: Readonly<Record<Medium['status'], { readonly tone: Tone; readonly text: string }>> =
  {
    IN_STOCK: { tone: 'success', text: '在库' },
    LENT: { tone: 'progress', text: '借出' },
    IN_TRANSIT: { tone: 'warning', text: '送达途中' },
    RETURNED: { tone: 'success', text: '已归还' },
    DESTROYED: { tone: 'neutral', text: '已销毁' },
    LOST: { tone: 'danger', text: '遗失' },
  };

/** What a new medium is registered as: nothing of the office goes on one that is marked as ordinary. */
export const usualLevel = '工作秘密';

/** The level proposed for a new medium that is to carry what bears this mark. */
export function proposedLevel(mark: string): string {
  const needed = mediumLevelFor(mark);
  return needed === '普通' ? usualLevel : needed;
}
