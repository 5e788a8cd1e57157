import { Alert } from 'antd';
import type { ReactElement } from 'react';
import { certificateTerm } from '../../domain/certificate.ts';
import { useSession } from '../app/session.tsx';
import './shared.css';

interface Peer {
  readonly name: string;
  readonly validTo: string;
  readonly daysLeft: number;
}

interface Props {
  readonly peers: readonly Peer[];
}

/** Says of other offices whose certificate runs out, or has run out, what that means and who has to do what. */
export function EndingCertificates({ peers }: Props): ReactElement {
  const { office } = useSession();
  const ending = peers.filter(({ daysLeft }) => certificateTerm(daysLeft) === 'ending');
  const expired = peers.filter(({ daysLeft }) => certificateTerm(daysLeft) === 'expired');
  const act = office.level === 'CITY' ? countyRenews : cityRenews;
  return (
    <>
      {expired.length > 0 ? (
        <Alert
          type="error"
          showIcon
          className="failure-alert"
          title={expiredTitle(expired)}
          description={`请先核对本机日期。日期无误的，对方不能再制作数据包；已经送来的照常接收，本办也可以照常向其发送。${act}`}
        />
      ) : null}
      {ending.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="failure-alert"
          title={endingTitle(ending)}
          description={act}
        />
      ) : null}
    </>
  );
}

function expiredTitle(peers: readonly Peer[]): string {
  const [first, ...others] = peers;
  if (first && others.length === 0) return `${first.name}的证书已于${first.validTo}到期。`;
  return `${peers.length}个单位的证书已到期：${peers.map(({ name, validTo }) => `${name}（${validTo}）`).join('、')}。`;
}

function endingTitle(peers: readonly Peer[]): string {
  const [first, ...others] = peers;
  if (first && others.length === 0)
    return `${first.name}的证书将于${first.validTo}到期（还有${first.daysLeft}天）。`;
  const each = ({ name, validTo, daysLeft }: Peer): string => `${name}（${validTo}，还有${daysLeft}天）`;
  return `${peers.length}个单位的证书将到期：${peers.map(each).join('、')}。`;
}

const countyRenews =
  '请通知该单位的安全保密管理员在“网络与证书”中办理“换发证书”：申请文件送来后，由本办安全保密管理员核对指纹、签发，答复送回读入。';
const cityRenews =
  '请通知市办的安全保密管理员在“网络与证书”中“更新本办证书”，并“重出答复”送来，由本办安全保密管理员在“登记市办的新证书”中读入。';
