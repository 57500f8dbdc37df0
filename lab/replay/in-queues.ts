/**
 * Does `work` for every item, at most `width` at once. Items of one queue run one after the other. After the first
 * failure, no new item starts; running ones finish, then the failure is thrown.
 */
export const inQueues = async <Item>(
  items: Iterable<Item>,
  width: number,
  queueOf: (item: Item) => string,
  work: (item: Item) => Promise<void>,
): Promise<void> => {
  const queues = new Map<string, Promise<void>>();
  const waiting = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    while (failures.length === 0) {
      const next = waiting.next();
      if (next.done) return;
      const queue = queueOf(next.value);
      const before = queues.get(queue) ?? Promise.resolve();
      const done = before.then(() => (failures.length === 0 ? work(next.value) : undefined));
      const settled = done.catch((error: unknown) => void failures.push(error));
      queues.set(queue, settled);
      await settled;
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) throw failures[0];
};
