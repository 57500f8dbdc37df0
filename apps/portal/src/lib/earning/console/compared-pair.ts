/**
 * Which two versions to compare: those of the address, else the draft with the live version, else the last two. Null if
 * there is only one.
 * @param numbers newest first
 */
export function comparedPair(
  numbers: readonly number[],
  liveVersion: number | null,
  asked: URLSearchParams,
): { before: number; after: number } | null {
  const [newest, previous] = numbers;
  if (newest === undefined || previous === undefined) return null;
  const known = (name: string, usual: number): number =>
    numbers.find((one) => String(one) === asked.get(name)) ?? usual;
  const live = liveVersion !== null && liveVersion !== newest ? liveVersion : previous;
  return { before: known('before', live), after: known('after', newest) };
}
