import { Button, Flex } from 'antd';
import { useState, type ReactElement } from 'react';
import type { Output } from '../../../preload/contract/contract.ts';
import { useMutationProcedure, useProcedure } from '../../app/queries.ts';
import { ReasonedAct } from '../../shared/reasoned-act.tsx';
import { Asked } from '../../shared/states.tsx';

type Owner = Output<'workstation.leftDrafts'>['owners'][number];

/** Drafts of stopped accounts, which bar the closing: an administrator gives them up before a second person, by name. */
export function LeftDrafts(): ReactElement {
  const left = useProcedure('workstation.leftDrafts', {}, { staleTime: 0 });
  const [dropping, setDropping] = useState<Owner | null>(null);
  return (
    <section className="panel">
      <h2>停用账号留下的草稿</h2>
      <Asked query={left}>
        {({ owners }) =>
          owners.length === 0 ? (
            <p className="quiet">没有。草稿由本人保存或者放弃；本人已离开、账号已停用的，在这里丢弃。</p>
          ) : (
            <>
              <p>草稿丢弃后不能恢复。能找到本人的，请先在“账号管理”中恢复账号，由本人处理。</p>
              <ul>
                {owners.map((owner) => (
                  <li key={owner.userId}>
                    <Flex gap="small" align="center">
                      <span>
                        {owner.name}：{owner.what}
                      </span>
                      <Button size="small" danger onClick={() => setDropping(owner)}>
                        丢弃
                      </Button>
                    </Flex>
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Asked>
      {dropping ? <Drop key={dropping.userId} owner={dropping} onClose={() => setDropping(null)} /> : null}
    </section>
  );
}

function Drop({ owner, onClose }: { readonly owner: Owner; readonly onClose: () => void }): ReactElement {
  const drop = useMutationProcedure('workstation.dropDrafts', ['workstation', 'records']);
  const text = `丢弃${owner.name}没有保存的草稿${owner.count}份（${owner.what}）。丢弃后不能恢复，双方姓名和理由记入审计日志。`;
  return (
    <ReasonedAct
      asks={{
        title: '丢弃停用账号的草稿',
        text,
        placeholder: '如：本人已调离，经核对内容已另行登记',
        danger: true,
      }}
      confirms={{
        act: `workstation.dropDrafts:${owner.userId}`,
        title: '双人确认丢弃草稿',
        text,
        okText: '确认丢弃',
      }}
      busy={drop.isPending}
      error={drop.error}
      onConfirmed={(reason, witness) =>
        drop.mutate({ userId: owner.userId, reason, witness }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}
