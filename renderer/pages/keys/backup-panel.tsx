import { App, Button, Flex, Form } from 'antd';
import { useState, type ReactElement } from 'react';
import { backupHalfWeakness } from '../../../domain/access/passwords.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { call } from '../../app/bridge.ts';
import { useJob } from '../../app/jobs.ts';
import { useInvalidate } from '../../app/queries.ts';
import { useSelfWord } from '../../app/session.tsx';
import { DoneAlert } from '../../shared/done-alert.tsx';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { formatInstant, todayInChina } from '../../shared/format.ts';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { WitnessDialog } from '../../shared/witness-dialog.tsx';
import { HalfFields } from './half-fields.tsx';

type Key = NonNullable<Output<'keys.status'>['exchange']>;

interface Halves {
  readonly firstHalf: string;
  readonly secondHalf: string;
}

/** 本办密钥备份: an encrypted file that two administrators make and only both of them can open. */
export function BackupPanel({ exchange }: { readonly exchange: Key | null }): ReactElement {
  const self = useSelfWord();
  return (
    <section className="panel">
      <h2>{self}密钥的加密备份</h2>
      <p className="quiet">
        电脑损坏或者遗失时，用保险库备份恢复（“自检与备份”），数据、证书和全部密钥一并回来，不用这个文件。这个文件只有一个用处：连保险库备份也没有时，凭它用通用工具
        OpenSSL 打开以前发给{self}
        的数据包（办法见用户手册第十六节）。它不能读回本软件；没有保险库备份的，须新建数据库、重新入网。
      </p>
      {exchange ? <BackUp exchange={exchange} /> : <p>{self}还没有入网，没有需要备份的密钥。</p>}
    </section>
  );
}

function BackUp({ exchange }: { readonly exchange: Key }): ReactElement {
  const { message } = App.useApp();
  const self = useSelfWord();
  const [form] = Form.useForm<Halves>();
  const [chosen, setChosen] = useState<(Halves & { readonly file: string; readonly name: string }) | null>(
    null,
  );
  const [made, setMade] = useState<string | null>(null);
  const [unpicked, setUnpicked] = useState<unknown>(null);
  const invalidate = useInvalidate();
  const job = useJob('keys.backup');
  const choose = async ({ firstHalf, secondHalf }: Halves): Promise<void> => {
    try {
      setUnpicked(null);
      setMade(null);
      const suggestedName = `${self}密钥备份-${todayInChina()}.p12`;
      const file = await call('shell.pickSave', { purpose: 'keyBackup', suggestedName });
      if (file) setChosen({ firstHalf, secondHalf, file: file.token, name: file.name });
    } catch (error) {
      setUnpicked(error);
    }
  };
  const make = async (witness: string): Promise<void> => {
    if (!chosen) return;
    const { file, firstHalf, secondHalf, name } = chosen;
    const done = await job.run({ file, firstHalf, secondHalf, witness });
    if (!done) return;
    setChosen(null);
    setMade(name);
    form.resetFields();
    void message.success('密钥备份已写出并回读核对。');
    await invalidate(['keys']);
  };
  return (
    <>
      {made ? <Made name={made} /> : null}
      {unpicked ? <FailureAlert error={unpicked} /> : null}
      <p>
        证书有效至 {exchange.validTo.slice(0, 10)}；
        {exchange.backedUpAt === null
          ? '现用密钥还没有备份过。'
          : `现用密钥已于 ${formatInstant(exchange.backedUpAt)} 备份。`}
      </p>
      <Form
        form={form}
        layout="vertical"
        className="narrow two-column-form"
        requiredMark={false}
        onFinish={(halves) => void choose(halves)}
      >
        <HalfFields checked={backupHalfWeakness} />
        <Flex className="whole-line">
          <Button htmlType="submit" disabled={job.running}>
            选择保存位置并双人确认…
          </Button>
        </Flex>
      </Form>
      <WitnessDialog
        open={chosen !== null}
        act="keys.backup"
        title={`双人确认备份${self}密钥`}
        okText="确认备份"
        busy={job.running}
        error={job.failure}
        text={
          <>
            <p>
              将{self}密钥加密后写入 <strong>{chosen?.name}</strong>
              。须由另一名管理员（系统管理员、安全审计员或者另一名安全保密管理员）在场确认，口令后半段只由其本人掌握。
            </p>
            {job.progress ? <JobProgressBar title="正在备份密钥" progress={job.progress} /> : null}
          </>
        }
        onConfirmed={(witness) => void make(witness)}
        onClose={() => {
          job.clear();
          setChosen(null);
        }}
      />
    </>
  );
}

function Made({ name }: { readonly name: string }): ReactElement {
  return (
    <DoneAlert
      title={`密钥备份“${name}”已写出并回读核对。`}
      next="请把文件存入登记的介质，与两段口令分开保管。两段口令分别密封，由两名管理员各自保管；完整口令是前半段与后半段连写，中间没有空格。"
    />
  );
}
