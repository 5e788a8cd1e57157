import { useEffect, useRef, type RefObject } from 'react';

/**
 * Who works with the keyboard goes on in the page: where nothing has the focus since this page was opened (after a sign-in, a
 * save), or since what had it is gone (a step that was taken), its heading takes it. What somebody has put it on keeps it.
 */
export function usePageFocus(page: RefObject<HTMLElement | null>, location: string): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    const place = page.current;
    if (!place) return undefined;
    let opened = shown.current !== location;
    shown.current = location;
    let held: Element | null = null;
    const settle = (): void => {
      const active = document.activeElement;
      if (active && active !== document.body) {
        opened = false;
        held = active;
        return;
      }
      if (!opened && held?.isConnected !== false) return;
      const heading = place.querySelector('h1');
      // It comes once the page has what it shows.
      if (!heading) return;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: !opened });
    };
    const note = ({ target }: FocusEvent): void => {
      opened = false;
      held = target instanceof Element ? target : null;
    };
    settle();
    const observer = new MutationObserver(settle);
    observer.observe(place, { childList: true, subtree: true });
    // Dialogs stand beside the page, and many go at once when they are closed.
    observer.observe(document.body, { childList: true });
    document.addEventListener('focusin', note);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, [page, location]);
}
