/** 暂存待查: nothing is known of such a lead yet, so it is looked through at intervals and never finished (reference 3.3.5). */
import type { Failure } from '../../failure.ts';
import type { Values } from '../../register.ts';
import { filled } from '../common/rules.ts';

const why = '暂存待查的线索尚未查清，须定期清理；办结后不再提醒清理，统计也会算作办结。';

/** To finish a lead whose disposition or result says that it waits. */
export function refuseSuspended({ disposition, result }: Values): Failure | undefined {
  if (disposition === 'SUSPEND')
    return {
      type: 'StillSuspended',
      what: '处置方式仍是暂存待查，不能办结。',
      why,
      next: '请先办理“定期清理”；清理后确无查证价值的，办理“改变处置方式”改为予以了结，再办结。对方已反馈情况的，点“修改”填写反馈日期。',
    };
  if (result !== 'SUSPENDED') return undefined;
  return {
    type: 'StillSuspended',
    what: '处置结果是暂存待查，不能办结。',
    why,
    next: '请改正处置结果；确实暂存待查的，办理“改变处置方式”，定期清理后再定。',
    fields: { result: '暂存待查的不能办结。' },
  };
}

/** A lead of a sheet, or of an earlier program, that is finished and suspended at once: the same rule, said of what it tells. */
export function refuseFinishedSuspended(values: Values): Failure | undefined {
  const ends = ['concludedAt', 'archiveBoxNo'].filter((key) => filled(values[key]));
  const refused = ends.length > 0 ? refuseSuspended(values) : undefined;
  if (!refused) return undefined;
  return {
    ...refused,
    why: `${why}暂存待查的按“处置中”登记，不填办结日期和案卷号；已查清的，请改正处置方式、处置结果。`,
    next: '表格中的请改写这些格后再导入；已经登记为办结的，请办理“重新处置”，已归档的先“撤销归档”。',
    fields: Object.fromEntries(ends.map((key) => [key, '暂存待查的不能办结。'])),
  };
}
