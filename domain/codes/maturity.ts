/** How ripe a finding is (reference 2.5). */
import { codeList } from './rows.ts';

export const maturities = codeList(
  'maturity',
  '成熟程度',
  { basis: '巡察了解“迹象—苗头—问题—线索”递进', verified: true },
  [
    ['SIGN', '迹象', '迹象性 有迹象'],
    ['SYMPTOM', '苗头', '苗头性 苗头性问题 倾向性问题 苗头性倾向性问题'],
    ['PROBLEM', '问题', '一般问题'],
    ['LEAD', '线索', '问题线索'],
  ],
);
