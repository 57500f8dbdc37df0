export interface DifferentLine {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** The lines of both texts in order: the longest common lines stay. */
export const differenceOf = (before: string, after: string): DifferentLine[] => {
  const [old, next] = [before.split('\n'), after.split('\n')];
  // common[i][j]: the number of common lines from old[i] and next[j] on.
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(next.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = next.length - 1; j >= 0; j -= 1) {
      const row = common[i];
      if (row) row[j] = old[i] === next[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const lines: DifferentLine[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < next.length) {
    if (i < old.length && j < next.length && old[i] === next[j]) {
      lines.push({ change: 'same', text: old[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= next.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push({ change: 'removed', text: old[i] ?? '' });
      i += 1;
    } else {
      lines.push({ change: 'added', text: next[j] ?? '' });
      j += 1;
    }
  }
  return lines.filter(({ text }) => text.trim() !== '');
};
