/** What the procedures of the ledger of media are called with, for `inputs.ts`. */
import { newMedium } from '../../domain/media.ts';

export const witness = `witness_${'0'.repeat(32)}`;

export function mediaInputs() {
  return {
    'media.list': {},
    'media.save': { ...newMedium('', '2026-03-09'), id: null, code: 'J-001' },
    'media.lend': {
      ...{ medium: 'missing', lentAt: '2026-03-09', borrower: '领用人', unit: '' },
      ...{ purpose: '拷贝材料', dueAt: '2026-03-10' },
    },
    'media.takeBack': {
      ...{ medium: 'missing', returnedAt: '2026-03-09', returnedBy: '领用人', condition: '完好' },
    },
    'media.destroy': {
      ...{ media: ['missing'], destroyedAt: '2026-03-09', place: '销毁点', method: '粉碎', reason: '损坏' },
      ...{ approvedBy: '批准人', approvedAt: '2026-03-09', destroyedBy: '经办人' },
      ...{ supervisors: ['监销甲', '监销乙'] as [string, string], witness },
    },
  };
}
