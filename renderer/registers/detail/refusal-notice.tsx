import { Alert } from 'antd';
import type { ReactElement } from 'react';
import type { RegisterId } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useProcedure } from '../../app/queries.ts';
import { formatInstant } from '../../shared/format.ts';

type Refusal = Output<'records.refusals'>['refusals'][number];

interface Props {
  readonly registerId: RegisterId;
  readonly id: string;
}

/** Which offices refused the record as it was last sent, why, and what to do; goes away when it has been taken. */
export function RefusalNotice({ registerId, id }: Props): ReactElement | null {
  const found = useProcedure('records.refusals', { register: registerId, id }, { staleTime: 0 });
  const refusals = found.data?.refusals ?? [];
  return refusals.length === 0 ? null : (
    <>
      {refusals.map((each) => (
        <Alert
          key={`${each.office} ${each.packageNo}`}
          type="warning"
          showIcon
          className="failure-alert"
          title={`${each.name}没有接收本件（数据包${each.packageNo}，${each.kindLabel}，回执登记于${formatInstant(each.at)}）。`}
          description={
            <>
              <p>对方说明：{each.reason}</p>
              <p>办法：{each.advice}</p>
              <p className="quiet">{nextText(each)}</p>
            </>
          }
        />
      ))}
    </>
  );
}

function nextText({ againNo, kindLabel, name }: Refusal): string {
  return againNo === null
    ? `办理后到“数据交换”编制“${kindLabel}”数据包发往${name}，本件随包重新发送；对方接收后，此提示消失。`
    : `数据包${againNo}已再次带上本件，请等${name}的回执；封装以后又更正的，随再下一个数据包发送。`;
}
