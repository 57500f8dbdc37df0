import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  mostCollectSites,
  type BodyOf,
  type CollectSite,
  type CollectSiteWithDays,
  type createCollectSite,
  type listCollectSites,
  type QueryOf,
  type updateCollectSite,
} from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { newId } from '../../platform/ids.ts';
import { CollectDays, type Sums } from './days.ts';
import { SitesRepository, type SiteRecord } from './sites.repository.ts';

/** The shop's own web pages that the club collects from. */
@Injectable()
export class Sites {
  constructor(
    private readonly sites: SitesRepository,
    private readonly days: CollectDays,
    private readonly audit: AuditTrail,
    private readonly transactions: Transactions,
  ) {}

  /** By name. */
  async list(query: QueryOf<typeof listCollectSites>): Promise<Page<CollectSite>> {
    return sortedPage(await this.#shown(await this.sites.all()), query, {
      by: { name: ({ name }) => name },
      usual: 'name',
    });
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<CollectSiteWithDays> {
    const found = await this.#find(id);
    return { ...(await this.#one(found)), days: await this.days.each(id) };
  }

  /** Throws `too-many-collect-sites`. */
  async create(actor: Actor, { name, origins }: BodyOf<typeof createCollectSite>): Promise<CollectSite> {
    const site = await this.transactions.run(async () => {
      if ((await this.sites.all()).length >= mostCollectSites) throw new ClubError('too-many-collect-sites');
      const created = await this.sites.insert({
        id: newId(),
        name,
        ...newKey(),
        origins,
        state: 'collecting',
      });
      await this.#record(actor, 'collect-site.created', undefined, created);
      return created;
    });
    return this.#one(site);
  }

  /** Throws `not-found`, `version-changed`. */
  async update(
    actor: Actor,
    id: string,
    body: BodyOf<typeof updateCollectSite>,
    version: number,
  ): Promise<CollectSite> {
    return this.#change(actor, id, 'collect-site.changed', { id, version }, body);
  }

  /** Throws `not-found`. The tokens of the key before are worth nothing either. */
  async replaceKey(actor: Actor, id: string): Promise<CollectSite> {
    return this.#change(actor, id, 'collect-site.key-replaced', { id }, newKey());
  }

  /** Throws `not-found`. */
  async secretOf(id: string): Promise<Buffer> {
    return (await this.#find(id)).secret;
  }

  async #change(
    actor: Actor,
    id: string,
    action: string,
    known: { readonly id: string; readonly version?: number },
    fields: Parameters<SitesRepository['update']>[1],
  ): Promise<CollectSite> {
    const site = await this.transactions.run(async () => {
      const before = await this.#find(id);
      const after = await this.sites.update(known, fields);
      if (!after) throw new ClubError('version-changed');
      await this.#record(actor, action, before, after);
      return after;
    });
    return this.#one(site);
  }

  async #find(id: string): Promise<SiteRecord> {
    const found = await this.sites.find(id);
    if (!found) throw new ClubError('not-found');
    return found;
  }

  async #one(site: SiteRecord): Promise<CollectSite> {
    const [shown] = await this.#shown([site]);
    if (!shown) throw new ClubError('not-found');
    return shown;
  }

  async #shown(sites: readonly SiteRecord[]): Promise<CollectSite[]> {
    const sums = await this.days.sums(sites.map(({ id }) => id));
    return sites.map((site) => shownOf(site, sums.get(site.id)));
  }

  async #record(
    actor: Actor,
    action: string,
    before: SiteRecord | undefined,
    after: SiteRecord,
  ): Promise<void> {
    await this.audit.record(actor, {
      action,
      subject: { type: 'collect-site', id: after.id },
      ...(before ? { before: told(before) } : {}),
      after: told(after),
    });
  }
}

/** Publishable: every visitor of the web page can read it. It names the page, and the origin proves where it is used. */
const newKey = (): Pick<SiteRecord, 'key' | 'secret'> => ({
  key: `pk_${randomBytes(16).toString('base64url')}`,
  secret: randomBytes(32),
});

const told = ({ name, key, origins, state }: SiteRecord): object => ({ name, key, origins, state });

const shownOf = (
  { id, version, name, key, origins, state }: SiteRecord,
  { lastAt, ...figures }: Sums = noSums,
): CollectSite => ({
  id,
  version,
  name,
  key,
  origins: [...origins],
  state,
  lastAt: lastAt === null ? null : toInstant(lastAt),
  ...figures,
});

const noSums: Sums = {
  lastAt: null,
  events: { 'product-viewed': 0, searched: 0, 'added-to-cart': 0 },
  ofMembers: 0,
  dropped: 0,
};
