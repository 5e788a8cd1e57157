import { useEffect, useEffectEvent } from 'react';

/**
 * Calls `begin` when the menu entry of the page that is shown is chosen once more: the address stays as it is. Only where the
 * page `isDone`: nothing that was chosen or typed is thrown away.
 */
export function useAskedAgain(isDone: boolean, begin: () => void): void {
  const asked = useEffectEvent((event: HashChangeEvent) => {
    if (isDone && event.oldURL === event.newURL) begin();
  });
  useEffect(() => {
    const listen = (event: HashChangeEvent): void => asked(event);
    addEventListener('hashchange', listen);
    return () => removeEventListener('hashchange', listen);
  }, []);
}
