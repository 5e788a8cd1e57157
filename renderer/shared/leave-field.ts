/**
 * A day, a number or words of a list are read when their field is left: it is left before anything is done with the form.
 * What it held is in the form once that has been drawn again, and then `then` is called with the field.
 */
export function leaveField(then: (field: HTMLElement | null) => void): void {
  const field = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  field?.blur();
  setTimeout(() => then(field));
}
