import { expect, it } from 'vitest';
import { proposedLevel } from '../../../renderer/pages/media/media-words.ts';

it('proposes no new medium below 工作秘密, and a higher one for a state secret', () => {
  expect(['', '工作秘密', '机密★20年'].map(proposedLevel)).toEqual(['工作秘密', '工作秘密', '机密']);
});
