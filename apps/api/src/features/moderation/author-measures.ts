import { Injectable } from '@nestjs/common';
import type { AuthorDecision } from '@regulars/contracts';
import { dayMs, consequenceOf } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { AuthorRestrictions, type AuthorRestriction, type Sphere } from './author-restrictions.ts';
import type { DecidedTexts } from './decided-texts.ts';
import { DecisionsRepository, type DecisionRow } from './decisions.repository.ts';
import { ModerationSettings } from './moderation-settings.ts';

const daysOfWarnings = 365;

/** What a decision takes from an author. */
export interface TakenMeasures {
  readonly author: AuthorDecision;
  /** Of `silence`. */
  readonly days: number;
  readonly sphere: Sphere;
  readonly reason: string | null;
}

/** Warns, silences and bans authors, and gives back what a decision took. In the caller's transaction. */
@Injectable()
export class AuthorMeasures {
  constructor(
    private readonly restrictions: AuthorRestrictions,
    private readonly decisions: DecisionsRepository,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
  ) {}

  async restrict(
    authorId: string | null,
    { author, days, sphere, reason }: TakenMeasures,
  ): Promise<{ before: DecidedTexts['author']; silencedUntil: Date | null }> {
    const nothing = { before: null, silencedUntil: null };
    if (authorId === null || author === 'none') return nothing;
    const { silenceDays } = await this.settings.current();
    const warnings = await this.warnings(authorId, sphere);
    const { silencedDays, banned } = consequenceOf(author, { days, warnings, silenceDays });
    if (silencedDays === null && !banned) return nothing;
    const until = silencedDays === null ? null : new Date(this.clock.now() + silencedDays * dayMs);
    const before = await this.restrictions.of(sphere, authorId);
    // A shorter silence does not end a longer one.
    const isLonger = until !== null && (before.silencedUntil === null || before.silencedUntil < until);
    const silencedUntil = isLonger ? until : before.silencedUntil;
    const after = { silencedUntil, banned: before.banned || banned };
    await this.restrictions.set(sphere, authorId, before, after, reason);
    return { before: asStored(before), silencedUntil: until === null ? null : silencedUntil };
  }

  /** Of the last year. Those in a community count there, and all of them count for the team. */
  async warnings(authorId: string, { reach, communityId }: Sphere): Promise<number> {
    const yearAgo = new Date(this.clock.now() - daysOfWarnings * dayMs);
    return this.decisions.warnings(authorId, yearAgo, reach === 'club' ? null : communityId);
  }

  /** A later decision keeps what it took. */
  async giveBack(
    memberId: string,
    decision: DecisionRow,
    before: NonNullable<DecidedTexts['author']>,
  ): Promise<void> {
    const sphere = { reach: decision.reach, communityId: decision.community_id };
    const now = await this.restrictions.of(sphere, memberId);
    const isItsSilence = now.silencedUntil?.getTime() === decision.silenced_until?.getTime();
    const silencedUntil = before.silencedUntil === null ? null : new Date(before.silencedUntil);
    const after = {
      silencedUntil: isItsSilence ? silencedUntil : now.silencedUntil,
      banned: now.banned && !(await this.#isOnlyItsBan(memberId, decision, before, now)),
    };
    await this.restrictions.set(sphere, memberId, { ...now, ...belonging(before) }, after, null);
  }

  async #isOnlyItsBan(
    memberId: string,
    decision: DecisionRow,
    before: NonNullable<DecidedTexts['author']>,
    now: AuthorRestriction,
  ): Promise<boolean> {
    if (decision.author_decision !== 'ban' || before.banned) return false;
    // Owners and managers also ban from a community without a text.
    if (now.reason !== undefined && now.reason !== decision.reason) return false;
    return !(await this.decisions.hasOtherBan(memberId, decision));
  }
}

const belonging = ({ membership }: NonNullable<DecidedTexts['author']>) => (membership ? { membership } : {});

const asStored = ({ silencedUntil, banned, membership }: AuthorRestriction): DecidedTexts['author'] => ({
  silencedUntil: silencedUntil && toInstant(silencedUntil),
  banned,
  ...(membership ? { membership } : {}),
});
