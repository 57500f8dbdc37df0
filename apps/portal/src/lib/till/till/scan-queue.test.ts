import { describe, expect, it } from 'vitest';
import { mostScans, ScanQueue } from './scan-queue.ts';

/** A queue whose work is done one by one. */
const slowQueue = () => {
  const done: string[] = [];
  let asks = false;
  let release: (() => void) | undefined;
  const queue = new ScanQueue(() => asks);
  const work = (code: string) => async () => {
    await new Promise<void>((resolve) => (release = resolve));
    done.push(code);
  };
  return {
    queue,
    done,
    ask: (value: boolean) => (asks = value),
    scan: (code: string) => queue.add(work(code)),
    step: async () => {
      release?.();
      // Until the next code has begun.
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
};

describe('a queue of scans', () => {
  it('works through all of them in their order, and takes no more than it can keep', async () => {
    const { done, scan, step } = slowQueue();
    const codes = ['1', '2', '3', '4', '5', '6'];
    const taken = codes.map((code) => scan(code) !== null);
    expect(taken).toEqual(codes.map((_, index) => index < mostScans));
    await step();
    expect(scan('7')).not.toBeNull();
    for (let left = done.length; left < 6; left += 1) await step();
    expect(done).toEqual(['1', '2', '3', '4', '5', '7']);
  });

  it('waits while one asks something, and goes on after the answer', async () => {
    const { queue, done, scan, step, ask } = slowQueue();
    void scan('card');
    void scan('beans');
    ask(true);
    await step();
    expect([done, queue.waits]).toEqual([['card'], true]);
    ask(false);
    void queue.goOn();
    await step();
    expect([done, queue.waits]).toEqual([['card', 'beans'], false]);
  });
});
