import { type RegularsClient } from '@regulars/client';
import { createMember, recordPurchase } from '@regulars/contracts';
import { setTimeout as pause } from 'node:timers/promises';

/** What a till waits for, in milliseconds. */
export interface TillTimes {
  readonly median: number;
  readonly most95: number;
  readonly most99: number;
  readonly slowest: number;
  readonly purchases: number;
}

/** A till that books purchases of its own members, one after the other, until it is stopped. */
export const openTill = async (
  client: RegularsClient,
  location: string,
  restMs = 100,
): Promise<{ stop(): Promise<TillTimes> }> => {
  const times: number[] = [];
  let open = true;
  const salt = Date.now().toString(36);
  const book = async (): Promise<void> => {
    const { id } = await client.call(createMember, { body: { language: 'de' } });
    for (let receipt = 0; open; receipt += 1) {
      const began = performance.now();
      await client.call(recordPurchase, {
        body: {
          receipt: { location, number: `${salt}-${receipt}` },
          purchasedAt: new Date().toISOString(),
          member: { id },
          currency: 'EUR',
          lines: [{ sku: 'A-1', quantity: 1, amount: 250 }],
        },
      });
      times.push(performance.now() - began);
      await pause(restMs);
    }
  };
  const booked = book();
  return {
    stop: async () => {
      open = false;
      await booked;
      return timesOf(times);
    },
  };
};

const timesOf = (times: readonly number[]): TillTimes => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
  return { median: at(0.5), most95: at(0.95), most99: at(0.99), slowest: at(1), purchases: times.length };
};
