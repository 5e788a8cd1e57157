import { Button } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Failure } from '../../domain/failure.ts';
import { WitnessDialog } from './witness-dialog.tsx';

interface Props {
  /** Why the last attempt was refused. */
  readonly failure: Failure | null;
  readonly onConfirmed: (witness: string) => void;
}

/** What the second person is asked for, by the refusal. */
const asks: Readonly<
  Record<string, { readonly act: string; readonly label: string; readonly text: string; readonly ok: string }>
> = {
  CheckerNeeded: {
    act: 'leaks.check',
    label: '请有权人员核对…',
    text: '由有权查看反映人信息的人员（巡察办主任、信访登记员）输入口令，程序将内容与来源信访件的反映人信息比对；比对时不显示反映人信息。',
    ok: '核对',
  },
  PeopleUntold: {
    act: 'leaks.vouch',
    label: '已向登记单位核对，请有权人员确认…',
    text: '由另一名有权查看反映人信息的人员（巡察办主任、信访登记员）输入口令，确认已向登记该件的巡察办核对，所列同名的确是他人，内容没有暴露反映人。确认人姓名记入审计日志。',
    ok: '确认已核对',
  },
  NamesakeNamed: {
    act: 'leaks.vouch',
    label: '是同名的他人，请有权人员确认…',
    text: '由另一名有权查看反映人信息的人员（巡察办主任、信访登记员）输入口令，确认所列各处写的是同名的他人，内容没有暴露反映人。确认人姓名和所列各处记入审计日志。',
    ok: '确认是他人',
  },
  NamesakePublished: {
    act: 'leaks.vouch',
    label: '不是反映人，请有权人员确认…',
    text: '由另一名有权查看反映人信息的人员（巡察办主任、信访登记员）输入口令，确认所列各处写的是同名的他人或者普通词语，公开刊播不会暴露反映人。确认人姓名和所列各处记入审计日志；该件文字不改的，以后不再询问。',
    ok: '确认不是反映人',
  },
};

/**
 * For what goes to the inspected organisation: whoever may not see petitioners has the leak check done by somebody who
 * may, at this PC. Nothing is shown to either of them but the places to rework. Where nobody here can compare, the second
 * person answers for it that the office was asked that can.
 */
export function CheckerNeeded({ failure, onConfirmed }: Props): ReactElement | null {
  const [asking, setAsking] = useState(false);
  const asked = failure ? asks[failure.type] : undefined;
  if (!asked) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{asked.label}</Button>
      <WitnessDialog
        open={asking}
        act={asked.act}
        title="泄密检查"
        text={asked.text}
        okText={asked.ok}
        onConfirmed={(witness) => {
          setAsking(false);
          onConfirmed(witness);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
