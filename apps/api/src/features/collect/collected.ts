import { Injectable } from '@nestjs/common';
import type { BodyOf, CollectedEvent, collectEvents } from '@regulars/contracts';
import { isbot } from 'isbot';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { CollectDays } from './days.ts';
import { memberIn } from './member-tokens.ts';
import { SitesRepository, type SiteRecord } from './sites.repository.ts';
import { VisitorsRepository, type NotedEvent } from './visitors.repository.ts';
import { nothingNoted, Visits, type Outcome, type Visit } from './visits.ts';

/** A visitor that does more is a program. */
const mostInAMinute = 60;
const minuteMs = 60_000;

/** Where a call comes from, by its headers. */
export interface Browser {
  readonly origin: string | undefined;
  readonly userAgent: string | undefined;
}

/** What the scripts of the shop's web pages send. */
@Injectable()
export class Collected {
  constructor(
    private readonly sites: SitesRepository,
    private readonly visits: Visits,
    private readonly visitors: VisitorsRepository,
    private readonly days: CollectDays,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** Throws `not-found`, `foreign-origin`, `unknown-member-token`. */
  async take(sent: BodyOf<typeof collectEvents>, browser: Browser): Promise<Outcome> {
    const site = await this.#siteOf(sent.pageKey, browser);
    const signedIn = this.#memberIn(site, sent.member);
    if (site.state === 'paused') return nothingNoted;
    const visit = { siteId: site.id, visitor: sent.visitor, events: this.#noted(sent.events), signedIn };
    return this.transactions.run(async () => {
      const isProgram = isbot(browser.userAgent ?? '') || (await this.#isTooFast(visit));
      return isProgram ? this.#drop(visit) : this.visits.note(visit);
    });
  }

  /** Throws `not-found`, `foreign-origin`. */
  async forget(key: string, visitor: string, browser: Browser): Promise<void> {
    const site = await this.#siteOf(key, browser);
    await this.visitors.forget(site.id, visitor);
  }

  async #drop({ siteId, events }: Visit): Promise<Outcome> {
    if (events.length > 0) await this.days.count(siteId, [], { dropped: events.length });
    return nothingNoted;
  }

  async #isTooFast({ siteId, visitor, events }: Visit): Promise<boolean> {
    const since = new Date(this.clock.now() - minuteMs);
    return (await this.visitors.since(siteId, visitor, since)) + events.length > mostInAMinute;
  }

  async #siteOf(key: string, { origin }: Browser): Promise<SiteRecord> {
    const site = await this.sites.ofKey(key);
    if (!site) throw ClubError.field('not-found', '/pageKey', 'unknown key');
    if (origin === undefined || !site.origins.includes(origin)) throw new ClubError('foreign-origin');
    return site;
  }

  #memberIn(site: SiteRecord, token: string | undefined): string | null {
    if (token === undefined) return null;
    const member = memberIn(site.secret, token, this.clock.now());
    if (member === null)
      throw ClubError.field(
        'unknown-member-token',
        '/member',
        'not a token of this web page, or older than ten minutes',
      );
    return member;
  }

  /** Noted with our own clock. */
  #noted(events: readonly CollectedEvent[]): NotedEvent[] {
    const now = this.clock.now();
    return events.map((event) => ({
      id: event.id,
      kind: event.kind,
      sku: 'sku' in event ? event.sku : null,
      words: 'words' in event ? event.words : null,
      quantity: 'quantity' in event ? event.quantity : null,
      results: 'results' in event ? (event.results ?? null) : null,
      at: new Date(now - (event.secondsAgo ?? 0) * 1000),
    }));
  }
}
