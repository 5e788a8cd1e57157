import { App, Button, Collapse, Form, Input } from 'antd';
import { useState, type ReactElement } from 'react';
import { passwordProfile } from '../../../domain/access/passwords.ts';
import { checkMask, formatNumber, recordPlaces } from '../../../domain/numbering.ts';
import { ExpectedError } from '../../../domain/failure.ts';
import { registerOf } from '../../../domain/registers/registers.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { usePermission, useSession } from '../../app/session.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { NumberItem } from '../../shared/number-item.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
import { todayInChina } from '../../shared/format.ts';
import { Asked } from '../../shared/states.tsx';

type Settings = Output<'settings.office'>;
type Changed = Pick<Settings, 'docWord' | 'idleLockMinutes'> & {
  /** By register. */
  readonly masks: Readonly<Record<string, string>>;
};

/** 本办设置: what stands on documents, how letters are numbered, when the screen locks. */
export function OfficeTab(): ReactElement {
  const settings = useProcedure('settings.office', {}, { staleTime: 0 });
  return (
    <section className="panel narrow">
      <Asked query={settings}>{(data) => <OfficeForm key={JSON.stringify(data)} settings={data} />}</Asked>
    </section>
  );
}

function OfficeForm({ settings }: { readonly settings: Settings }): ReactElement {
  const { message } = App.useApp();
  const { office } = useSession();
  const mayEdit = usePermission('reference.edit');
  const [form] = Form.useForm<Changed>();
  const save = useMutationProcedure('settings.saveOffice', ['settings']);
  const [unfolded, setUnfolded] = useState<readonly string[]>([]);
  const profile = passwordProfile(office.profile);
  const submit = (values: Changed): void =>
    save.mutate(
      {
        docWord: values.docWord.trim(),
        masks: settings.masks.map(({ register, mask }) => ({
          register,
          mask: (values.masks[register] ?? mask).trim(),
        })),
        idleLockMinutes: values.idleLockMinutes,
        witness: null,
      },
      { onSuccess: () => void message.success('已保存本办设置。') },
    );
  return (
    <Form
      form={form}
      layout="horizontal"
      labelCol={{ span: 6 }}
      wrapperCol={{ span: 16 }}
      requiredMark={requiredMark}
      initialValues={{
        ...settings,
        masks: Object.fromEntries(settings.masks.map(({ register, mask }) => [register, mask])),
      }}
      disabled={!mayEdit}
      onFinish={submit}
      // What keeps the form from being saved may stand in what is folded.
      onFinishFailed={() => setUnfolded(['masks'])}
    >
      {save.error ? <FailureAlert error={save.error} /> : null}
      <Form.Item label="机关名称">{settings.name}</Form.Item>
      <Form.Item label="密级标志">{settings.secrecyMark || '不标密'}</Form.Item>
      <Form.Item name="docWord" label="机关代字" extra="用于文书编号，例如：开巡办">
        <Input maxLength={20} />
      </Form.Item>
      <MaskItem register="petition" label="信访件编号规则" region={office.region} />
      <Collapse
        ghost
        activeKey={[...unfolded]}
        onChange={(keys) => setUnfolded(keys)}
        items={[
          {
            key: 'masks',
            label: '其他登记簿的编号规则',
            // Kept in the form while folded: what is not mounted is not saved.
            forceRender: true,
            children: settings.masks
              .filter(({ register }) => register !== 'petition')
              .map(({ register }) => (
                <MaskItem
                  key={register}
                  register={register}
                  label={registerOf(register).label}
                  region={office.region}
                />
              )),
          },
        ]}
      />
      <NumberItem
        name="idleLockMinutes"
        label="无操作自动锁定"
        extra={`按${profile.label}要求不超过${profile.idleLockMinutes}分钟。`}
        min={1}
        max={profile.idleLockMinutes}
        suffix="分钟"
      />
      {mayEdit ? (
        <Form.Item wrapperCol={{ offset: 6 }}>
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            保存
          </Button>
        </Form.Item>
      ) : (
        <p className="quiet">只有巡察办主任可以修改。</p>
      )}
    </Form>
  );
}

/** How a register numbers; the example follows what is typed. */
function MaskItem({
  register,
  label,
  region,
}: {
  readonly register: string;
  readonly label: string;
  readonly region: string;
}): ReactElement {
  const mask = Form.useWatch<string | undefined>(['masks', register]) ?? '';
  return (
    <Form.Item
      name={['masks', register]}
      label={label}
      extra={maskExample(mask, region) ?? '{region} 行政区划代码，{year} 年份，{seq:5} 五位顺序号'}
      rules={[
        {
          validator: (_rule, value: string) => {
            const problem = maskProblem(value.trim());
            return problem === null ? Promise.resolve() : Promise.reject(new Error(problem));
          },
        },
      ]}
    >
      <Input maxLength={60} spellCheck={false} />
    </Form.Item>
  );
}

function maskProblem(mask: string): string | null {
  try {
    checkMask(mask, recordPlaces);
    return null;
  } catch (error) {
    if (error instanceof ExpectedError) return `${error.failure.why}${error.failure.next}`;
    throw error;
  }
}

/** The next year's first number as this mask would write it; null while the mask cannot be used. */
function maskExample(mask: string, region: string): string | null {
  if (maskProblem(mask.trim()) !== null) return null;
  const year = todayInChina().slice(0, 4);
  return `例如：${formatNumber(mask.trim(), { region, year }, 12)}。已有编号不变，从下一件起使用。`;
}
