/** Answers to papers, tasks and requests. */
import type { Teller, Told } from '../stories.ts';

/** What an office answers to a paper or a task it was given. */
export function reply(
  { person, today, save }: Teller,
  register: 'noticeReply' | 'taskReply' | 'coordReply',
  whole: Readonly<Record<string, string>>,
): Told {
  return save(register, {
    ...whole,
    content: '已召开专题会研究，明确责任人和完成时限，佐证材料随后报送。',
    repliedAt: today(),
    replier: person(),
  });
}
