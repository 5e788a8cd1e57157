/** Rules over a whole record of 了解工作, checked at every save. */
import type { RecordCheck } from '../../register.ts';
import { refuseLocal } from '../common/non-local.ts';
import { refuseFuture } from '../common/rules.ts';
import { secrecyCheck } from '../common/secrecy-fields.ts';
import { sheetKinds, unitsByKind } from './units.ts';

export const activityChecks: readonly RecordCheck[] = [
  secrecyCheck,
  {
    key: 'heldAlready',
    severity: 'error',
    check: ({ values, today }) => refuseFuture(values, today, 'heldAt', '日期'),
  },
  {
    key: 'talkedByOthers',
    severity: 'warning',
    check: ({ values: { kind, isCross, isLocal } }) =>
      kind === 'TALK'
        ? refuseLocal(isCross, [isLocal], {
            type: 'LocalTalker',
            local: '谈话有被巡察地干部参加。',
            unsaid: '没有写明谈话有没有被巡察地干部参加。',
            next: '请核对参加人员，补填“有被巡察地干部参加”；确有原因的，说明后保存。',
            fields: { isLocal: '交叉巡察须为“否”。' },
          })
        : undefined,
  },
  {
    key: 'unitOfKind',
    severity: 'error',
    check: ({ values: { kind, countUnit } }) => {
      const units = unitsByKind[String(kind)];
      if (typeof countUnit !== 'string' || countUnit === '' || !units || units.includes(countUnit))
        return undefined;
      return {
        type: 'UnitOfAnotherKind',
        what: '计量单位与方式对不上。',
        why: '人次、份、户、次分别统计，混用后汇总数就不对。',
        next: '请改选计量单位，或者清空按通行单位计。',
        fields: { countUnit: '这种方式不按此单位统计。' },
      };
    },
  },
  {
    key: 'returnedOfIssued',
    severity: 'error',
    check: ({ values: { kind, count, issued } }) => {
      if (typeof issued !== 'number') return undefined;
      if (sheetKinds.includes(String(kind)) && (typeof count !== 'number' || count <= issued))
        return undefined;
      const onSheets = sheetKinds.includes(String(kind));
      return {
        type: onSheets ? 'MoreReturnedThanIssued' : 'NothingIssued',
        what: onSheets ? '回收数多于发放数。' : '只有问卷、测评填发放数。',
        why: onSheets ? `发放${issued}份，回收${String(count)}份。` : '其他方式只统计实际开展的数量。',
        next: onSheets ? '请核对发放数和回收数。' : '请清空发放数，或者改正方式。',
        fields: { issued: onSheets ? '不能少于回收数。' : '只填问卷、测评。' },
      };
    },
  },
];
