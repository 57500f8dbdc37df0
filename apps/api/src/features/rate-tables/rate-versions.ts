import { Injectable } from '@nestjs/common';
import type { RateVersion } from '@regulars/contracts';
import { versionAt } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { RateVersionsRepository } from './rate-versions.repository.ts';
import { beginOf, type RateVersionRecord } from './records.ts';
import { TableTrail } from './table-trail.ts';

const mostShown = 100;

/** The versions of a table as people see them. */
export interface ToldVersions {
  readonly live: RateVersion | null;
  /** The last one first. */
  readonly latest: RateVersion[];
}

/** The versions of rate tables, without their rows. */
@Injectable()
export class RateVersions {
  constructor(
    private readonly versions: RateVersionsRepository,
    private readonly trail: TableTrail,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async of(tableId: string): Promise<ToldVersions> {
    return this.#told(await this.versions.ofTable(tableId));
  }

  /** By table. A table without versions is not in it. */
  async ofAll(): Promise<ReadonlyMap<string, ToldVersions>> {
    const versions = Map.groupBy(await this.versions.all(), ({ tableId }) => tableId);
    return new Map([...versions].map(([tableId, all]) => [tableId, this.#told(all)]));
  }

  /** Throws `not-found`. */
  async find(tableId: string, number: number): Promise<RateVersionRecord> {
    const found = (await this.versions.ofTable(tableId)).find((version) => version.number === number);
    if (!found) throw new ClubError('not-found');
    return found;
  }

  /** Throws `not-found`, `rate-version-begun`. */
  async withdraw(actor: Actor, tableId: string, number: number): Promise<void> {
    await this.transactions.run(async () => {
      await this.versions.lockTable(tableId);
      const version = await this.find(tableId, number);
      if (beginOf(version) <= this.clock.now()) throw new ClubError('rate-version-begun');
      await this.versions.remove(version.id);
      await this.trail.withdrawn(actor, version);
    });
  }

  #told(versions: readonly RateVersionRecord[]): ToldVersions {
    const now = this.clock.now();
    const dated = versions.map((version) => ({
      version,
      number: version.number,
      validFrom: beginOf(version),
    }));
    const live = versionAt(dated, now)?.version ?? null;
    const told = (version: RateVersionRecord): RateVersion => {
      const begun = version.id === live?.id ? 'live' : 'ended';
      return shown(version, beginOf(version) <= now ? begun : 'scheduled');
    };
    const latest = [...versions].sort(latestFirst).slice(0, mostShown);
    return { live: live && told(live), latest: latest.map(told) };
  }
}

const shown = (
  { number, validFrom, createdAt, rates, added, removed, changed }: RateVersionRecord,
  state: RateVersion['state'],
): RateVersion => ({
  number,
  validFrom: validFrom && toInstant(validFrom),
  createdAt: toInstant(createdAt),
  rates,
  added,
  removed,
  changed,
  state,
});

const latestFirst = (one: RateVersionRecord, other: RateVersionRecord): number =>
  beginOf(one) === beginOf(other) ? other.number - one.number : beginOf(other) - beginOf(one);
