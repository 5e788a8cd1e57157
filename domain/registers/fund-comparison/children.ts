/** The rows of the three figures (reference 3.13): every amount with the paper it stands on. */
import type { ChildTable, Field } from '../../register.ts';
import { words } from '../../text/words.ts';

function amount(section: string, other: string): Field {
  return {
    key: 'amount',
    label: '金额',
    type: 'money',
    required: true,
    section,
    synonyms: words(other),
    example: '1000000',
  };
}

function evidence(section: string): Field {
  return {
    key: 'evidence',
    label: '佐证材料',
    type: 'text',
    maxLength: 300,
    section,
    synonyms: words('佐证 依据'),
  };
}

const given = '上级给多少';
const paid = '被巡察单位支多少';
const arrived = '实际落地多少';

export const fundChildren: readonly ChildTable[] = [
  {
    key: 'allocatedRows',
    label: given,
    section: given,
    title: 'docNo',
    fields: [
      {
        key: 'level',
        label: '资金级次',
        type: 'code',
        list: 'fundLevel',
        section: given,
        span: 4,
        synonyms: words('级次 资金来源级次 下达级次'),
        example: '省级',
      },
      {
        key: 'docNo',
        label: '文号',
        type: 'text',
        maxLength: 100,
        section: given,
        searchable: true,
        synonyms: words('本次下达文号 分次下达文号'),
      },
      { key: 'date', label: '日期', type: 'date', section: given, synonyms: words('下达日期') },
      amount(given, '下达金额 上级下达金额 给金额'),
      evidence(given),
    ],
  },
  {
    key: 'paidRows',
    label: paid,
    section: paid,
    title: 'voucherNo',
    fields: [
      {
        key: 'voucherNo',
        label: '凭证号',
        type: 'text',
        maxLength: 60,
        section: paid,
        searchable: true,
        synonyms: words('凭证编号 记账凭证号 支付凭证号'),
        example: '记-0312',
      },
      {
        key: 'date',
        label: '日期',
        type: 'date',
        section: paid,
        synonyms: words('支付日期 支出日期 拨付日期'),
      },
      {
        key: 'payee',
        label: '收款方',
        type: 'text',
        maxLength: 100,
        namesPerson: true,
        section: paid,
        searchable: true,
        synonyms: words('收款人 收款单位'),
      },
      amount(paid, '支出金额 支付金额 拨付金额 支金额'),
      evidence(paid),
    ],
  },
  {
    key: 'landedRows',
    label: arrived,
    section: arrived,
    title: 'name',
    fields: [
      {
        key: 'name',
        label: '受益户（项目）',
        type: 'text',
        maxLength: 100,
        namesPerson: true,
        required: true,
        section: arrived,
        searchable: true,
        synonyms: words('受益户 农户 户主 受益人 受益对象 落地项目'),
        example: '马某某（三社）',
      },
      {
        key: 'verifiedBy',
        label: '核实方式',
        type: 'code',
        list: 'fundVerification',
        section: arrived,
        span: 4,
        synonyms: words('核实办法 核查方式'),
        example: '入户',
      },
      {
        key: 'quantity',
        label: '数量',
        type: 'text',
        maxLength: 60,
        section: arrived,
        span: 4,
        synonyms: words('落地数量'),
      },
      { key: 'date', label: '日期', type: 'date', section: arrived, synonyms: words('核实日期 落地日期') },
      amount(arrived, '落地金额 到户金额 发放金额 到位金额'),
      evidence(arrived),
    ],
  },
];
