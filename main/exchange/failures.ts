/** Every refusal of a package, in the words the clerk reads. */
import { refuse } from '../../domain/failure.ts';

const keepAside = '请不要再使用该文件，保留介质并报告办公室负责人，同时请来文单位重新制作数据包。';

export const failure = {
  notAPackage: () =>
    refuse(
      'NotAPackage',
      '这个文件不是数据包。',
      '文件开头的格式与联巡数据包不符。',
      '请选择扩展名为 .lxp 的数据包文件。',
    ),
  empty: () =>
    refuse(
      'PackageEmpty',
      '文件是空的。',
      '文件里没有任何内容，可能是拷贝刚开始就中断了。',
      '请让来文单位重新写入介质，待提示“可以取下”后再取下；拷贝到本机再选的，请重新拷贝。',
    ),
  truncated: () =>
    refuse(
      'PackageTruncated',
      '数据包不完整。',
      '文件比它自己记载的长度短，可能是拷贝未完成就拔出了介质。',
      '请让来文单位重新写入介质，待提示“可以取下”后再取下。',
    ),
  damaged: () =>
    refuse(
      'PackageDamaged',
      '数据包已损坏或被改动，没有读入任何内容。',
      '文件结构或者加密校验不符。',
      keepAside,
    ),
  wrongRecipient: () =>
    refuse(
      'WrongRecipient',
      '这个数据包不是发给本单位的。',
      '收件单位名单中没有本单位的证书，或者是本单位以前已停用的证书。',
      '请核对交接单上的接收单位；如属错送，按原渠道退回。',
    ),
  forged: () =>
    refuse(
      'ForgedPackage',
      '数据包的签名不成立，没有读入任何内容。',
      '内容与签名、收件名单或清单不一致，不能证明出自所称的来文单位。',
      keepAside,
    ),
  unknownSender: () =>
    refuse(
      'UnknownSender',
      '来文单位不在本单位的交换名单中。',
      '签名证书不是由本网络的根证书签发，或者尚未登记为交换单位。',
      '请先与市级巡察办核对该单位的证书，登记后再导入。',
    ),
  revokedSender: () =>
    refuse(
      'RevokedSender',
      '来文单位的证书已被吊销。',
      '市级巡察办已在吊销名单中公布该证书，此后用它签名的数据包一律不收。',
      '请与来文单位和市级巡察办联系，用新证书重新制作数据包。',
    ),
  newerFormat: () =>
    refuse(
      'NewerFormat',
      '这个数据包需要更高版本的程序才能打开。',
      '来文单位使用的程序版本比本机新。',
      '请先用市级下发的安装介质升级本机程序，再导入这个数据包。',
    ),
  tooLarge: () =>
    refuse(
      'PackageTooLarge',
      '数据包超出允许的大小，没有打开。',
      '文件总长、附件个数或单个附件长度超过限额。',
      '请来文单位分几个数据包发送，或者由管理员核对后调整限额。',
    ),
  rulesBroken: () =>
    refuse(
      'PackageRulesBroken',
      '数据包的签名有效，但内容不符合格式规定，没有读入。',
      '清单与所附文件对不上，或者带有该类数据包不允许的内容。',
      '请把数据包编号告知来文单位，由其检查程序版本后重新制作。',
    ),
};
