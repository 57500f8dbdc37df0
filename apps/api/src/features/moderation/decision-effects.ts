import { Injectable } from '@nestjs/common';
import type { AuthorDecision, TextDecision, WritingState } from '@regulars/contracts';
import { consequenceOf } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { CommunityRestrictions } from '../communities/index.ts';
import { Writings, type Writing } from '../posts/index.ts';
import type { DecidedTexts } from './decided-texts.ts';
import { DecisionsRepository, type DecisionRow } from './decisions.repository.ts';
import { ModerationSettings } from './moderation-settings.ts';

const msPerDay = 86_400_000;
const daysOfWarnings = 365;

const statesAfter: Readonly<Record<TextDecision, WritingState>> = {
  leave: 'shown',
  hide: 'hidden',
  delete: 'deleted',
};

export interface Measures {
  readonly text: TextDecision;
  readonly author: AuthorDecision;
  /** Of `silence`. */
  readonly days: number;
}

/** What a decision does to texts and to their author, and how it is taken back. In the caller's transaction. */
@Injectable()
export class DecisionEffects {
  constructor(
    private readonly writings: Writings,
    private readonly restrictions: CommunityRestrictions,
    private readonly decisions: DecisionsRepository,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
  ) {}

  /** Returns what was before. What its author deleted stays so. */
  async apply(
    texts: readonly Writing[],
    authorId: string | null,
    measures: Measures,
  ): Promise<{ readonly before: DecidedTexts; readonly silencedUntil: Date | null }> {
    const after = statesAfter[measures.text];
    for (const { kind, id, state } of texts)
      if (state !== after && state !== 'deleted') await this.writings.setState({ kind, id }, after);
    const { before: author, silencedUntil } = await this.#restrict(authorId, measures);
    const before = { texts: texts.map(({ kind, id, state }) => ({ kind, id, state })), author };
    return { before, silencedUntil };
  }

  /** What it took is given back. @param asShown also what waited or was hidden before is shown: an appeal was granted */
  async reverse(decision: DecisionRow, asShown: boolean): Promise<void> {
    const { texts, author } = decision.before;
    const found = await this.writings.find(texts);
    for (const { kind, id, state } of texts) {
      const now = found.find((each) => each.id === id);
      // Nothing is left of what its author deleted.
      const isGone = !now || (now.state === 'deleted' && now.source === '');
      const before = asShown ? 'shown' : state;
      if (!isGone && state !== 'deleted' && now.state !== before)
        await this.writings.setState({ kind, id }, before);
    }
    if (decision.member_id !== null && author !== null)
      await this.#giveBack(decision.member_id, decision, author);
  }

  async #restrict(
    authorId: string | null,
    { author, days }: Measures,
  ): Promise<{ before: DecidedTexts['author']; silencedUntil: Date | null }> {
    if (authorId === null || author === 'none') return { before: null, silencedUntil: null };
    const { silenceDays } = await this.settings.current();
    const yearAgo = new Date(this.clock.now() - daysOfWarnings * msPerDay);
    const warnings = await this.decisions.warnings(authorId, yearAgo);
    const { silencedDays, banned } = consequenceOf(author, { days, warnings, silenceDays });
    if (silencedDays === null && !banned) return { before: null, silencedUntil: null };
    const until = silencedDays === null ? null : new Date(this.clock.now() + silencedDays * msPerDay);
    const before = await this.restrictions.of(authorId);
    // A shorter silence does not end a longer one.
    const isLonger = until !== null && (before.silencedUntil === null || before.silencedUntil < until);
    const silencedUntil = isLonger ? until : before.silencedUntil;
    await this.restrictions.set(authorId, { silencedUntil, banned: before.banned || banned });
    return {
      before: {
        silencedUntil: before.silencedUntil && toInstant(before.silencedUntil),
        banned: before.banned,
      },
      silencedUntil: until === null ? null : silencedUntil,
    };
  }

  /** A later decision keeps what it took. */
  async #giveBack(
    memberId: string,
    decision: DecisionRow,
    before: NonNullable<DecidedTexts['author']>,
  ): Promise<void> {
    const now = await this.restrictions.of(memberId);
    const isItsSilence = now.silencedUntil?.getTime() === decision.silenced_until?.getTime();
    const silencedUntil = before.silencedUntil === null ? null : new Date(before.silencedUntil);
    const banned =
      now.banned &&
      (decision.author_decision !== 'ban' ||
        before.banned ||
        (await this.decisions.hasOtherBan(memberId, decision.id)));
    await this.restrictions.set(memberId, {
      silencedUntil: isItsSilence ? silencedUntil : now.silencedUntil,
      banned,
    });
  }
}
