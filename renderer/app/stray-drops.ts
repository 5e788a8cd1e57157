/**
 * A file dropped where nothing takes it does nothing: left to itself the window would try to open it. A place that
 * takes files says so by preventing the default of `dragover` and `drop` first.
 */
export function refuseStrayDrops(target: EventTarget): void {
  const refuse = (event: Event): void => {
    if (event.defaultPrevented || !carriesFiles(event as DragEvent)) return;
    event.preventDefault();
    const { dataTransfer } = event as DragEvent;
    if (dataTransfer) dataTransfer.dropEffect = 'none';
  };
  for (const type of ['dragenter', 'dragover', 'drop']) target.addEventListener(type, refuse);
}

/** Whether something is dragged in from a folder of the system, unlike text or a row of our own. */
export function carriesFiles(event: Pick<DragEvent, 'dataTransfer'>): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}
