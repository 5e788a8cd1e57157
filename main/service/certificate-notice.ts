/** How long the office's own certificate still lasts, said early enough to renew it over a medium. */
import { renewalNoticeDays } from '../../domain/certificate.ts';
import { chineseDate } from '../deps.ts';
import { identities } from '../exchange/ledger/keys.ts';
import type { OpenOffice } from './office.ts';

const day = 86_400_000;

/** Whole days until the certificate in use runs out, negative afterwards; null before enrolment. */
export function certificateDaysLeft({ vault, now }: Pick<OpenOffice, 'vault' | 'now'>): number | null {
  const [own] = identities(vault);
  return own ? Math.floor((own.certificate.notAfter - now()) / day) : null;
}

/** What people of an office whose certificate runs out soon, or has run out, must read; undefined otherwise. */
export function certificateNotice(
  office: Pick<OpenOffice, 'vault' | 'now'>,
): { readonly level: 'warning' | 'error'; readonly text: string } | undefined {
  const days = certificateDaysLeft(office);
  if (days === null || days > renewalNoticeDays) return undefined;
  const until = chineseDate(office.now() + days * day);
  if (days < 0) {
    return {
      level: 'error',
      text: '本办数据交换证书已过期，不能再制作数据包。请核对本机日期；日期无误的，请安全保密管理员在“网络与证书”中换发。',
    };
  }
  return {
    level: 'warning',
    text: `本办数据交换证书还有${days}天到期（${until}），请安全保密管理员在“网络与证书”中换发。`,
  };
}
