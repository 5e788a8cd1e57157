import { codeList } from './rows.ts';

const notices = { basis: '各地巡察公告公布的受理方式', verified: true };
const proposal = { basis: '软件建议，待本办核定', verified: false };
const register = { basis: '纪检监察机关信访件登记表通行栏目', verified: true };

/** Counting groups of 信访方式; an office regroups by changing the parent of a channel. */
export const channelGroups = codeList('channelGroup', '信访方式统计分组', proposal, [
  ['LETTER', '来信'],
  ['CALL', '来电'],
  ['VISIT', '来访'],
  ['NETWORK', '网络'],
  ['UPPER', '上级转办交办'],
  ['OTHER', '其他'],
]);

export const channels = codeList('channel', '信访方式', notices, [
  ['LETTER', '来信', '信 信件 群众来信 邮寄 信函 书信 写信', 'LETTER'],
  ['VISIT', '来访', '访 走访 上访 接访 当面反映 群众来访 面谈', 'VISIT'],
  ['CALL', '来电', '电 电话 举报电话 群众来电 电话举报', 'CALL'],
  ['SMS', '短信', '手机短信 短信举报', 'CALL'],
  ['EMAIL', '电子邮件', '邮件 电子信箱 邮箱 电邮', 'NETWORK'],
  ['BOX', '意见箱', '信箱 举报箱 巡察意见箱 举报信箱 巡察信箱', 'LETTER'],
  ['NETWORK', '网络', '网 网上 网络举报 网上举报 扫码 二维码 码上巡察 公众号', 'NETWORK'],
  ['UPPER', '上级转办交办', '上级转办 上级交办 转办 交办 上级转来 上级', 'UPPER'],
  ['LEADER', '领导批转', '领导批示 领导转 领导批办 领导交办', 'UPPER'],
  ['OTHER', '其他', '其它 其他方式', 'OTHER'],
]);

export const sources = codeList('source', '信访件来源', register, [
  ['UPPER_DISCIPLINE', '上级纪委监委转', '上级纪委 上级纪委转 上级纪委监委'],
  ['DEPARTMENT', '主管部门转', '主管部门 部门转 有关部门转'],
  ['LEADER', '领导转（批）', '领导转 领导批 领导批转 领导批示'],
  ['LOWER', '下级转', '下级 下级报送'],
  ['ONLINE', '公众号/网络', '公众号 网络 网上'],
  ['MAILBOX', '举报信箱', '信箱 意见箱 举报箱'],
  ['DIRECT', '群众直接反映', '群众 群众反映 直接反映 本级受理 自收'],
  ['OTHER', '其他', '其它'],
]);

export const genders = codeList('gender', '性别', { basis: 'GB/T 2261.1', verified: false }, [
  ['1', '男', '男性'],
  ['2', '女', '女性'],
  ['9', '未说明', '不详 未知'],
]);

export const politicals = codeList('political', '政治面貌', { basis: 'GB/T 4762（待核）', verified: false }, [
  ['01', '中共党员', '党员 共产党员 中国共产党党员'],
  ['02', '中共预备党员', '预备党员'],
  ['03', '共青团员', '团员'],
  ['04', '民革党员', '民革 民革会员'],
  ['05', '民盟盟员', '民盟'],
  ['06', '民建会员', '民建'],
  ['07', '民进会员', '民进'],
  ['08', '农工党党员', '农工党 农工民主党'],
  ['09', '致公党党员', '致公党'],
  ['10', '九三学社社员', '九三学社'],
  ['11', '台盟盟员', '台盟'],
  ['12', '无党派人士', '无党派 无党派民主人士'],
  ['13', '群众', '一般群众 非党员'],
]);

export const ranks = codeList('rank', '职级', { basis: '纪检监察机关公开通报的统计口径', verified: true }, [
  ['PROVINCIAL', '省部级', '省级 部级 正省部级 副省部级'],
  ['BUREAU', '厅局级', '厅级 局级 地厅级 正厅 副厅 正厅级 副厅级'],
  ['COUNTY', '县处级', '处级 县级 正处 副处 正处级 副处级 正县级 副县级'],
  ['TOWNSHIP', '乡科级', '科级 乡级 正科 副科 正科级 副科级'],
  ['STAFF', '一般干部', '科员 一般工作人员 股级 办事员 一般人员'],
  ['RURAL', '农村人员', '农村 村干部 村（社区）干部'],
  ['ENTERPRISE', '企业人员', '企业 国企人员 企业管理人员'],
  ['INSTITUTION', '事业单位人员', '事业单位 事业人员 事业编制人员'],
  ['OTHER', '其他人员', '其他 其它'],
]);

export const cadreAuthorities = codeList('cadreAuthority', '干部管理权限', register, [
  ['CENTRAL', '中央管理', '中管 中管干部 中央'],
  ['PROVINCE', '省管', '省管干部 省委管理'],
  ['CITY', '市管', '市管干部 市委管理'],
  ['COUNTY', '县（市、区）管', '县管 区管 县管干部 区管干部 县委管理'],
  ['UNIT', '部门/企业管理', '部门管理 企业管理 单位管理'],
  ['NONE', '非领导干部', '非干部 一般人员'],
]);

const acceptance = { basis: '巡察公告公布的受理范围（含已退休、已调离人员）', verified: true };

export const accusedClasses = codeList('accusedClass', '被反映人分类', acceptance, [
  ['LEADERSHIP', '领导班子成员', '班子成员 党组成员 党委委员'],
  ['PRINCIPAL', '党组织主要负责人（一把手）', '主要负责人 一把手 党组织主要负责人'],
  ['LOWER_PRINCIPAL', '下一级主要负责人', '下一级党组织主要负责人 下级一把手'],
  ['KEY_POST', '重要（重点）岗位干部', '重要岗位 重点岗位 重要岗位干部 重点岗位干部'],
  ['OTHER_CADRE', '其他干部', '一般干部 其他党员干部'],
  ['VILLAGE_CADRE', '村（社区）干部', '村干部 社区干部 村社干部'],
  ['ORGANISATION', '党组织/单位', '党组织 单位'],
  ['UNKNOWN', '不明', '不详 未知'],
]);

export const realNameVerified = codeList(
  'realNameVerified',
  '实名核实情况',
  { basis: '实名检举控告须核实身份（电话或面谈）', verified: true },
  [
    ['UNVERIFIED', '未核实', '未核 待核实'],
    ['VERIFIED', '已核实', '属实 核实'],
    ['IMPERSONATED', '冒名', '冒用他人姓名 假名'],
    ['UNREACHABLE', '联系不上', '无法联系 打不通 查无此人'],
  ],
);

export const relations = codeList('petitionerRelation', '与被反映人关系', proposal, [
  ['NONE', '无特定关系', '无 无关系'],
  ['VILLAGER', '同村（社区）居民', '村民 居民 同村'],
  ['COLLEAGUE', '同事', '同单位'],
  ['SUBORDINATE', '下属'],
  ['FORMER', '原同事（下属）', '原同事 原下属'],
  ['RELATIVE', '亲属', '亲戚 家属'],
  ['BUSINESS', '业务往来', '管理服务对象 服务对象 承包人'],
  ['UNKNOWN', '不明', '不详 未知'],
]);
