/** 介质台账: entries, 领用, 归还 and 销毁. */
import type { Desk } from '../desk.ts';
import { destroyMedia, keepMedium, lendMedium, listMedia, takeMediumBack } from '../media.ts';
import type { Handlers } from '../router.ts';

type MediaHandlers = Pick<
  Handlers,
  'media.list' | 'media.save' | 'media.lend' | 'media.takeBack' | 'media.destroy'
>;

export function mediaHandlers(desk: Desk): MediaHandlers {
  return {
    'media.list': () => listMedia(desk),
    'media.save': ({ input }) => keepMedium(desk, input),
    'media.lend': ({ input }) => {
      lendMedium(desk, input);
      return {};
    },
    'media.takeBack': ({ input }) => {
      takeMediumBack(desk, input);
      return {};
    },
    'media.destroy': ({ input }) => {
      destroyMedia(desk, input);
      return {};
    },
  };
}
