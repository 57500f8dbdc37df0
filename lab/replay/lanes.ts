/**
 * Does `work` for every item, at most `width` at once. Items of one lane run one after the other. After the first
 * failure, no new item starts; running ones finish, then the failure is thrown.
 */
export const inLanes = async <Item>(
  items: Iterable<Item>,
  width: number,
  laneOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const lanes = new Map<string, Promise<void>>();
  const waiting = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      const next = waiting.next();
      if (next.done) return;
      const lane = laneOf(next.value);
      const before = lanes.get(lane) ?? Promise.resolve();
      const done = before.then(() => (failures.length === 0 ? work(next.value) : undefined));
      const settled = done.catch((error: unknown) => void failures.push(error));
      lanes.set(lane, settled);
      await settled;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) throw failures[0];
};
