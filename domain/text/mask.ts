/** How compartment values look to a session that has not revealed them (reference 6.4). */
import type { MaskKind } from '../register.ts';
import { splitPhones } from './identifiers.ts';

/**
 * Shows as little as still tells two people apart; empty values stay empty, and no value is ever shown whole: asterisks that
 * a clerk typed (张*) count for nothing, else they would come out as they went in.
 */
export function maskValue(kind: MaskKind, value: string): string {
  if (value.trim() === '') return '';
  const known = value.replace(/\*/gu, '');
  switch (kind) {
    case 'name':
      return maskName(known);
    case 'phone':
      return maskPhones(known);
    case 'idNumber':
      return maskIdNumber(known);
    case 'address':
      return maskAddress(known);
    case 'full':
      return '******';
  }
}

/** 张** whatever the length, so that the length tells nothing. */
export function maskName(name: string): string {
  const signs = Array.from(name.trim());
  return signs.length < 2 ? '***' : `${signs[0] ?? ''}**`;
}

/** 139****1234; every number of the cell, without any remark that stands beside it. */
export function maskPhones(cell: string): string {
  const { phones } = splitPhones(cell);
  if (phones.length === 0) return '****';
  return phones.map(maskPhone).join('、');
}

/** 1101**********1234. */
export function maskIdNumber(number: string): string {
  const plain = number.trim();
  if (plain.length < 12) return '******';
  return plain.slice(0, 4) + '*'.repeat(plain.length - 8) + plain.slice(-4);
}

/** Down to county or district: 浙江省衢州市开化县****. */
export function maskAddress(address: string): string {
  const plain = address.trim();
  const region =
    /^((?:.{2,8}?(?:省|自治区|特别行政区))?(?:.{1,8}?(?:(?<![超集菜夜门])市|自治州|地区|盟))?(?:.{1,8}?(?:县|(?<![小社园校片库厂矿林景街])区|旗|(?<![超集菜夜门])市))?)/u.exec(
      plain,
    )?.[1] ?? '';
  return region.length > 0 && region.length < plain.length ? `${region}****` : '****';
}

function maskPhone(phone: string): string {
  if (phone.length >= 11) return `${phone.slice(0, phone.startsWith('0') ? 4 : 3)}****${phone.slice(-4)}`;
  return `${'*'.repeat(phone.length - 2)}${phone.slice(-2)}`;
}
