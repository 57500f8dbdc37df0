import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { Clock } from '../../platform/clock.ts';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CollectSiteEntity } from './entities/collect-site.entity.ts';

export interface SiteRecord {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly key: string;
  readonly secret: Buffer;
  readonly origins: readonly string[];
  readonly state: 'collecting' | 'paused';
  readonly createdAt: Date;
}

type Changeable = Partial<Pick<SiteRecord, 'name' | 'key' | 'secret' | 'origins' | 'state'>>;

@Injectable()
export class SitesRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  all(): Promise<SiteRecord[]> {
    return this.#rows.find();
  }

  find(id: string): Promise<SiteRecord | null> {
    return this.#rows.findOneBy({ id });
  }

  ofKey(key: string): Promise<SiteRecord | null> {
    return this.#rows.findOneBy({ key });
  }

  insert(site: Omit<SiteRecord, 'version' | 'createdAt'>): Promise<SiteRecord> {
    return insert(this.#rows, {
      ...site,
      origins: [...site.origins],
      version: 1,
      createdAt: this.clock.date(),
    });
  }

  /** Undefined if it no longer has this version; any version if absent. */
  update(
    known: { readonly id: string; readonly version?: number },
    { origins, ...fields }: Changeable,
  ): Promise<SiteRecord | undefined> {
    return change(this.#rows, known, { ...fields, ...(origins ? { origins: [...origins] } : {}) });
  }

  get #rows(): Repository<CollectSiteEntity> {
    return this.transactions.entities(CollectSiteEntity);
  }
}
