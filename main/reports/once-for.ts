/** Works out what belongs to a key once: the columns of a report, its checks and what opens behind a number all ask for it. */
export function onceFor<Key extends object, Result>(workOut: (key: Key) => Result): (key: Key) => Result {
  const known = new Map<Key, Result>();
  return (key) => {
    const result = known.get(key) ?? workOut(key);
    known.set(key, result);
    return result;
  };
}
