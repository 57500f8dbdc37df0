import { Injectable } from '@nestjs/common';
import { ClubChanges } from './club-changes.ts';
import { KeptPrices } from './kept-prices.ts';
import { Reader } from './reader.ts';
import type { ProductRecord } from './records.ts';

/** So many are known. */
const most = 200;

/** The first goods that a till sells, in the order of their names for the reader, at its own prices. From memory. */
@Injectable()
export class GoodsAtTills {
  /** By language and location. */
  #known = new Map<string, readonly ProductRecord[]>();

  constructor(
    private readonly prices: KeptPrices,
    private readonly reader: Reader,
    changes: ClubChanges,
  ) {
    changes.onChange(() => {
      this.#known = new Map();
    });
  }

  /** @param location its code */
  async at(location: string): Promise<readonly ProductRecord[]> {
    const { language } = await this.reader.wording();
    const key = `${language} ${location}`;
    const known = this.#known;
    const found = known.get(key);
    if (found) return found;
    const { data } = await this.prices.sold({ location, channel: 'till', active: true, limit: most });
    // Into the map that was current before the query, so that a change discards an outdated answer with it.
    known.set(key, data);
    return data;
  }
}
