/** Splits a blank-separated list of Chinese words; keeps long synonym lists readable in descriptions. */
export function words(text: string): readonly string[] {
  return text.split(' ').filter((word) => word !== '');
}
