/** What an office is told about the end of its own certificate. */
import { certificateDaysLeft, certificateTerm } from '../../domain/certificate.ts';
import { selfWord } from '../../domain/office.ts';
import { chineseDate } from '../deps.ts';
import { identities } from '../exchange/ledger/keys.ts';
import type { OpenOffice } from './office.ts';

/** Whole days until the certificate in use runs out, negative afterwards; null before enrolment. */
export function ownDaysLeft({ vault, now }: Pick<OpenOffice, 'vault' | 'now'>): number | null {
  const [own] = identities(vault);
  return own ? certificateDaysLeft(own.certificate.notAfter, now()) : null;
}

/** What people of an office whose certificate runs out soon, or has run out, must read; undefined otherwise. */
export function certificateNotice(
  office: Pick<OpenOffice, 'vault' | 'now' | 'info'>,
): { readonly level: 'warning' | 'error'; readonly text: string } | undefined {
  const [own] = identities(office.vault);
  if (!own) return undefined;
  const { notAfter } = own.certificate;
  const days = certificateDaysLeft(notAfter, office.now());
  const term = certificateTerm(days);
  if (term === 'valid') return undefined;
  const act = office.info.level === 'CITY' ? '更新本办证书' : '换发证书';
  const self = selfWord(office.info.level);
  const until = chineseDate(notAfter);
  if (term === 'expired') {
    return {
      level: 'error',
      text: `${self}数据交换证书已于${until}到期，不能再制作数据包，来包照收。请核对本机日期；日期无误的，请安全保密管理员在“网络与证书”中${act}。`,
    };
  }
  return {
    level: 'warning',
    text: `${self}数据交换证书还有${days}天到期（${until}），请安全保密管理员在“网络与证书”中${act}。`,
  };
}
