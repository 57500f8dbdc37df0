import { Injectable } from '@nestjs/common';
import type { HeldReason, ProblemCode } from '@regulars/contracts';
import { strictest } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';
import type { WritingKind, WritingRef } from './writing.ts';

/** A text of a member before it is stored. */
export interface WritingDraft {
  readonly kind: WritingKind;
  readonly communityId: string;
  readonly authorId: string;
  readonly title: string | null;
  readonly source: string;
  /** Addresses in the text. */
  readonly links: readonly string[];
  readonly pictures: number;
  /** The answer to the proof of work. */
  readonly proof: string | null;
  readonly isEdit: boolean;
}

export type WritingVerdict =
  | { readonly verdict: 'shown' }
  /** Shown with other words. */
  | { readonly verdict: 'censored'; readonly source: string; readonly title: string | null }
  | { readonly verdict: 'held'; readonly why: HeldReason }
  | {
      readonly verdict: 'refused';
      readonly code: ProblemCode;
      readonly pointer: string;
      readonly detail: string;
    };

export interface WritingCheck {
  /** In the transaction that stores the text. */
  check(draft: WritingDraft): Promise<WritingVerdict>;
  /** In the same transaction, once it is stored: for what someone has to look at. */
  stored?(writing: StoredWriting): Promise<void>;
}

/** What is stored after the checks. */
export interface JudgedText {
  readonly title: string | null;
  readonly source: string;
  readonly state: 'shown' | 'held';
  readonly heldWhy: HeldReason | null;
}

/** A text of a member that was stored after the checks, new or edited. */
export interface StoredWriting extends Pick<JudgedText, 'title' | 'source' | 'heldWhy'> {
  readonly ref: WritingRef;
  readonly communityId: string;
  readonly authorId: string;
}

/** The checks of later features. They run in the order of their registration; the strictest verdict counts. */
@Injectable()
export class WritingChecks {
  readonly #checks: WritingCheck[] = [];

  register(check: WritingCheck): void {
    this.#checks.push(check);
  }

  /** Throws what a check refuses. */
  async judge(draft: WritingDraft): Promise<JudgedText> {
    const verdicts: WritingVerdict[] = [];
    // Each check reads what the one before left of the text, so that no censored word comes back.
    let { title, source } = draft;
    for (const check of this.#checks) {
      const verdict = await check.check({ ...draft, title, source });
      if (verdict.verdict === 'censored') ({ title, source } = verdict);
      verdicts.push(verdict);
    }
    const worst = strictest(verdicts);
    if (worst?.verdict === 'refused') throw ClubError.field(worst.code, worst.pointer, worst.detail);
    const heldWhy = worst?.verdict === 'held' ? worst.why : null;
    return { title, source, state: heldWhy === null ? 'shown' : 'held', heldWhy };
  }

  async stored({ ref, communityId, authorId, title, source, heldWhy }: StoredWriting): Promise<void> {
    const writing = { ref, communityId, authorId, title, source, heldWhy };
    for (const check of this.#checks) await check.stored?.(writing);
  }
}
