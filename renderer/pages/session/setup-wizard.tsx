import { Button, Flex, Steps } from 'antd';
import { useState, type ReactElement } from 'react';
import { useJob } from '../../app/jobs.ts';
import type { Output } from '../../../preload/contract/contract.ts';
import { FailureAlert } from '../../shared/failure-alert.tsx';
import { JobProgressBar } from '../../shared/job-progress.tsx';
import { Entrance } from './entrance.tsx';
import { emptyDraft, officeReady, staffReady, type SetupDraft } from './setup-draft.ts';
import { FolderStep } from './setup-folder-step.tsx';
import { OfficeStep } from './setup-office-step.tsx';
import { RecoveryStep } from './setup-recovery-step.tsx';
import { StaffStep } from './setup-staff-step.tsx';

const steps = ['机关信息', '人员与口令', '保存位置', '恢复单'];

/** 新建本机关数据库: one ceremony with the three administrators and the business users present. */
export function SetupWizard({ onLeave }: { readonly onLeave: () => void }): ReactElement {
  const [draft, setDraft] = useState(emptyDraft);
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(false);
  const [folderReady, setFolderReady] = useState(true);
  const [created, setCreated] = useState<Output<'setup.create'> | null>(null);
  const create = useJob('setup.create');
  const change = (part: Partial<SetupDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const ready = [officeReady(draft), staffReady(draft), folderReady][step] ?? false;

  const next = async (): Promise<void> => {
    setTried(!ready);
    if (!ready) return;
    if (step < 2) {
      setStep(step + 1);
      return;
    }
    const result = await create.run(inputOf(draft));
    if (!result) return;
    setDraft(emptyDraft);
    setCreated(result);
  };

  if (created) {
    return (
      <Entrance title="新建本机关数据库" wide>
        <Steps size="small" current={3} items={steps.map((title) => ({ title }))} className="wizard-steps" />
        <RecoveryStep created={created} />
      </Entrance>
    );
  }
  return (
    <Entrance title="新建本机关数据库" wide>
      <Steps size="small" current={step} items={steps.map((title) => ({ title }))} className="wizard-steps" />
      {create.failure ? <FailureAlert error={create.failure} onClose={create.clear} /> : null}
      {step === 0 ? <OfficeStep draft={draft} change={change} tried={tried} /> : null}
      {step === 1 ? <StaffStep draft={draft} change={change} tried={tried} /> : null}
      {step === 2 ? <FolderStep draft={draft} change={change} onReady={setFolderReady} /> : null}
      {create.progress ? (
        <JobProgressBar title="正在建立数据库" progress={create.progress} onCancel={create.cancel} />
      ) : (
        <Flex justify="space-between" className="wizard-buttons">
          <Button onClick={() => (step === 0 ? onLeave() : setStep(step - 1))}>
            {step === 0 ? '返回' : '上一步'}
          </Button>
          <Button type="primary" onClick={() => void next()}>
            {step === 2 ? '建立数据库' : '下一步'}
          </Button>
        </Flex>
      )}
    </Entrance>
  );
}

function inputOf(draft: SetupDraft): Parameters<ReturnType<typeof useJob<'setup.create'>>['run']>[0] {
  return {
    folder: draft.folder?.token ?? null,
    level: draft.level,
    name: draft.name.trim(),
    region: draft.region,
    ...(draft.level === 'GROUP' && draft.workstation !== null ? { workstation: draft.workstation } : {}),
    docWord: draft.level === 'GROUP' ? '' : draft.docWord.trim(),
    profile: draft.profile,
    users: draft.users.map(({ account, name, roles, password }) => ({
      account,
      name: name.trim(),
      roles: [...roles],
      password,
    })),
  };
}
