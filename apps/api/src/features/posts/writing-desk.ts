import { Injectable } from '@nestjs/common';
import { likenessOf, mentionsIn, namesToLookUp } from '@regulars/loyalty';
import { linksOf } from './links.ts';
import { render } from './markdown.ts';
import { MentionsRepository } from './mentions.repository.ts';
import type { WrittenText } from './posts.repository.ts';
import { WritingChecks, type StoredWriting, type WritingDraft } from './writing-checks.ts';

/** A text that is ready to be stored, and the ids of members that it mentions. */
export interface PreparedText extends WrittenText {
  readonly mentioned: readonly string[];
}

/** Makes what members write ready: finds the members that it mentions, asks the checks, renders it. */
@Injectable()
export class WritingDesk {
  constructor(
    private readonly mentions: MentionsRepository,
    private readonly checks: WritingChecks,
  ) {}

  /** In the transaction that stores it. Throws what a check refuses. */
  async prepare(draft: Omit<WritingDraft, 'links'>): Promise<PreparedText> {
    const { html: before } = await this.#rendered(draft.communityId, draft.source);
    const links = linksOf({ ...draft, html: before });
    const judged = await this.checks.judge({ ...draft, links });
    const { html, mentioned } = await this.#rendered(draft.communityId, judged.source);
    return { ...judged, html, mentioned };
  }

  /** In the same transaction, once it is stored. */
  async stored(writing: StoredWriting): Promise<void> {
    await this.checks.stored(writing);
  }

  /** A text of the club, which nobody checks. */
  async ofClub(communityId: string, text: Pick<WrittenText, 'title' | 'source'>): Promise<PreparedText> {
    const { html, mentioned } = await this.#rendered(communityId, text.source);
    return { ...text, html, mentioned, state: 'shown', heldWhy: null };
  }

  /** The ids of the members that a stored text mentions. */
  async mentioned(communityId: string, source: string): Promise<readonly string[]> {
    return (await this.#rendered(communityId, source)).mentioned;
  }

  async preview(communityId: string, source: string): Promise<string> {
    return (await this.#rendered(communityId, source)).html;
  }

  async #rendered(communityId: string, source: string): Promise<{ html: string; mentioned: string[] }> {
    const likenesses = [...new Set(namesToLookUp(source).map((name) => likenessOf(name)))];
    const known = await this.mentions.named(communityId, likenesses);
    const nicknames = known.map(({ nickname }) => nickname);
    const meant = new Set(mentionsIn(source, nicknames).map(({ nickname }) => nickname));
    const mentioned = known.filter(({ nickname }) => meant.has(nickname)).map(({ memberId }) => memberId);
    return { html: render(source, nicknames), mentioned };
  }
}

/** What was hidden or waits does not come back by an edit; a check may hold what was shown. */
export const stateAfterEdit = (
  before: Pick<WrittenText, 'state' | 'heldWhy'>,
  after: Pick<WrittenText, 'state' | 'heldWhy'>,
): Pick<WrittenText, 'state' | 'heldWhy'> => {
  const { state, heldWhy } = before.state === 'shown' ? after : before;
  return { state, heldWhy };
};
