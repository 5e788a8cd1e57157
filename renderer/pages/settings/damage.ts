/** What a damaged file of the vault means and what is to be done about it. Pure. */
export function damageAdvice(path: string, readOnly: boolean): string {
  if (/^blobs[/\\]/u.test(path)) return '附件：用最近一次备份中的同名文件恢复，或由经办人重新上传原件。';
  if (/\.(snapshot|journal)$/u.test(path))
    return readOnly
      ? '数据库文件：按本页上方的提示，先找备份；确实没有可用备份的，再从完好处继续。'
      : '数据库文件：先不要退出系统，立即在上面备份一次，会把现在的全部内容另写一份完整快照。';
  return '口令或恢复文件的一份副本：退出后重新登录，系统会用完好的一份自动补写。';
}
