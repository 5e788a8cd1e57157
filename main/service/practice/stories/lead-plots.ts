/** What the invented leads are about, and how far each of them comes. */

export interface Plot {
  readonly title: string;
  readonly intro: string;
  readonly unit: string;
  readonly post: string;
  readonly issue: string;
  /** How far it comes. */
  readonly end: End;
  /** The day of the year it begins. */
  readonly from: number;
}

export type End =
  | 'draft'
  | 'consulted'
  | 'downgraded'
  | 'approved'
  | 'handedOver'
  | 'accepted'
  | 'prelim'
  | 'talk'
  | 'suspended'
  | 'filed'
  | 'done'
  | 'fast';

export const bureau = '民政局';

export const plots: readonly Plot[] = [
  {
    title: '违规发放津贴补贴',
    intro: '2024年以来以值班补贴名义违规发放津贴，涉及9人5.24万元。',
    unit: bureau,
    post: '办公室主任',
    issue: 'I8',
    end: 'done',
    from: 30,
  },
  {
    title: '侵占低保资金',
    intro: '利用经办便利，将3户已死亡低保对象的补助转入亲属账户。',
    unit: '城关镇民政所',
    post: '民政所所长',
    issue: 'M1',
    end: 'filed',
    from: 70,
  },
  {
    title: '工程招标指定施工队',
    intro: '养老服务设施项目未招标，指定关系人承建。',
    unit: bureau,
    post: '副局长',
    issue: 'W2',
    end: 'prelim',
    from: 60,
  },
  {
    title: '收受服务对象礼金',
    intro: '逢节收受养老机构负责人礼金，共计1.2万元。',
    unit: bureau,
    post: '社会救助科科长',
    issue: 'I2',
    end: 'prelim',
    from: 130,
  },
  {
    title: '公款报销私人费用',
    intro: '以会议费名义报销家庭旅游费用4600元。',
    unit: '华丰镇财政所',
    post: '财政所所长',
    issue: 'I9',
    end: 'talk',
    from: 190,
  },
  {
    title: '敬老院采购吃回扣',
    intro: '食材采购由同一供应商长期供货，据称收受回扣。',
    unit: '城关镇敬老院',
    post: '院长',
    issue: 'I2',
    end: 'suspended',
    from: 100,
  },
  {
    title: '危房改造弄虚作假',
    intro: '为不符合条件的亲属申报危房改造补助2.8万元。',
    unit: '马溪镇石壁村',
    post: '村党支部书记',
    issue: 'M1',
    end: 'fast',
    from: 230,
  },
  {
    title: '换届中拉票',
    intro: '村级换届期间宴请选民并发放香烟。',
    unit: '杨岭镇横塘村',
    post: '村委会主任',
    issue: 'O5',
    end: 'accepted',
    from: 240,
  },
  {
    title: '虚列支出套取资金',
    intro: '以劳务费名义虚列支出，套取资金3.1万元。',
    unit: bureau,
    post: '财务科科长',
    issue: 'I6',
    end: 'handedOver',
    from: 275,
  },
  {
    title: '违规兼职取酬',
    intro: '在社会组织兼职并领取报酬，未报告。',
    unit: bureau,
    post: '副局长',
    issue: 'I8',
    end: 'approved',
    from: 285,
  },
  {
    title: '不履行职责造成损失',
    intro: '对养老机构消防隐患督促不力，被通报两次。',
    unit: bureau,
    post: '养老服务科科长',
    issue: 'W1',
    end: 'consulted',
    from: 295,
  },
  {
    title: '作风简单粗暴',
    intro: '群众反映办事推诿，无违纪违法事实。',
    unit: bureau,
    post: '窗口工作人员',
    issue: 'M2',
    end: 'downgraded',
    from: 210,
  },
  {
    title: '公车私用',
    intro: '节假日多次使用公车办理私事。',
    unit: '城关镇政府',
    post: '副镇长',
    issue: 'I9',
    end: 'draft',
    from: 318,
  },
];
