import { Alert, Form, Input, Radio, Select } from 'antd';
import { useState, type ReactElement } from 'react';
import { passwordProfile, passwordProfiles } from '../../../domain/access/passwords.ts';
import { useProcedure } from '../../app/queries.ts';
import { NumberInput } from '../../shared/number-input.tsx';
import { requiredMark } from '../../shared/required-mark.tsx';
import { profileRules } from './profile-rules.ts';
import { divisionProblem, numberProblem, type SetupDraft } from './setup-draft.ts';

interface Props {
  readonly draft: SetupDraft;
  readonly change: (part: Partial<SetupDraft>) => void;
  readonly tried: boolean;
}

export function OfficeStep({ draft, change, tried }: Props): ReactElement {
  const [search, setSearch] = useState('');
  const regions = useProcedure('setup.regions', { search }, { keep: true });
  const profile = passwordProfile(draft.profile);
  const isGroup = draft.level === 'GROUP';
  const nameMissing = tried && draft.name.trim().length < 2;
  const regionWrong = tried || draft.region !== '' ? divisionProblem(draft) : undefined;
  const found = regions.data?.regions ?? [];
  const known = found.some((region) => region.code === draft.region);
  const options = [
    ...(draft.region && !known ? [{ value: draft.region, label: draft.regionName }] : []),
    ...found.map(({ code, path }) => ({ value: code, label: `${path}（${code}）` })),
  ];
  return (
    <Form layout="vertical" requiredMark={requiredMark}>
      <Form.Item label="层级">
        <Radio.Group
          value={draft.level}
          onChange={({ target }) => change({ level: target.value })}
          options={[
            { value: 'COUNTY', label: '县（市、区）级巡察机构' },
            { value: 'CITY', label: '市级巡察机构（本市数据交换的根）' },
            { value: 'GROUP', label: '巡察组单机（随组到现场使用，结束后移交、清理）' },
          ]}
        />
      </Form.Item>
      <Form.Item
        label={isGroup ? '单机名称' : '机关全称'}
        required
        validateStatus={nameMissing ? 'error' : ''}
        help={nameMissing ? `请填写${isGroup ? '单机名称' : '机关全称'}。` : undefined}
      >
        <Input
          autoFocus
          maxLength={60}
          placeholder={isGroup ? '如：中共某某县委第一巡察组单机' : '如：中共某某县委巡察工作领导小组办公室'}
          value={draft.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Form.Item>
      <Form.Item
        label={isGroup ? '派出巡察组的巡察办所在行政区划' : '行政区划'}
        required
        validateStatus={regionWrong ? 'error' : ''}
        help={regionWrong}
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setSearch }}
          placeholder="输入名称或区划代码查找"
          {...(draft.region ? { value: draft.region } : {})}
          options={options}
          notFoundContent={search === '' ? '请输入名称或代码' : '没有找到，请换一个写法'}
          onChange={(region: string) =>
            change({ region, regionName: found.find(({ code }) => code === region)?.path ?? '' })
          }
        />
      </Form.Item>
      {isGroup ? (
        <WorkstationNumber draft={draft} change={change} tried={tried} />
      ) : (
        <Form.Item label="机关代字" extra="用于公文编号，如“衢巡办”；可以以后再填。">
          <Input
            maxLength={20}
            value={draft.docWord}
            onChange={({ target }) => change({ docWord: target.value })}
          />
        </Form.Item>
      )}
      <Form.Item label="本机处理信息的最高密级">
        <Radio.Group
          value={draft.profile}
          onChange={({ target }) => change({ profile: target.value })}
          options={passwordProfiles.map(({ id, label }) => ({ value: id, label }))}
        />
      </Form.Item>
      <Alert type="info" showIcon title={profileRules(profile)} description={`依据：${profile.basis}`} />
    </Form>
  );
}

/** Numbers are given once: what is registered under one stays under it when it is the office's. */
function WorkstationNumber({ draft, change, tried }: Props): ReactElement {
  const problem = tried ? numberProblem(draft) : undefined;
  return (
    <Form.Item
      label="单机序号"
      required
      validateStatus={problem ? 'error' : ''}
      help={problem}
      extra="由派出巡察组的巡察办编排，写进本机的每个编号，不得与用过的重复；清理后重新使用的电脑也要换新序号。"
    >
      <NumberInput
        label="单机序号"
        min={1}
        max={999}
        value={draft.workstation}
        onChange={(workstation) => change({ workstation })}
      />
    </Form.Item>
  );
}
