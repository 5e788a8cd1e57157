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

/** A medium's level is the highest of what it holds, and is never lowered (reference 3.17). */
export const levels: readonly string[] = ['普通', '工作秘密', '秘密', '机密', '绝密'];

/** The level a medium must have to carry what bears this mark: `秘密★10年` asks for 秘密. */
export const levelOfMark = (mark: string): string =>
  levels.find((level) => mark === level || mark.startsWith(`${level}★`)) ?? '工作秘密';
