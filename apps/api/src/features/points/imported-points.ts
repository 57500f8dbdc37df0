import { Injectable } from '@nestjs/common';
import { expiryOf, type Instant } from '@regulars/loyalty';
import { isMember, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { OpeningsRepository } from './openings.repository.ts';
import type { OpenWallets } from './open-wallets.ts';
import { Points } from './points.service.ts';
import { causeOf } from './posting-cause.ts';
import { orRefuse } from './refusals.ts';
import { takeImportedBack } from './reversal.ts';

/** Points that a file adds or deducts for a member. */
export interface ImportedPosting {
  readonly memberId: string;
  /** Positive adds, negative deducts. */
  readonly points: number;
  /** Status credit; 0 for none. */
  readonly status: number;
  /** First moment after their expiry; by the club's rules if absent. */
  readonly expiresAt?: Instant | undefined;
  /** Visible to the member. */
  readonly reason?: string | undefined;
}

export interface ImportedPosted {
  readonly transactionId: string;
  readonly expiresAt: Instant | null;
}

interface ImportTerms {
  readonly importId: string;
  /** The balance that members bring along, which each of them has once. */
  readonly opening: boolean;
}

export interface TakenPosting {
  readonly memberId: string;
  readonly transactionId: string;
  /** Points that were spent: the member keeps them. */
  readonly missing: number;
}

/** Corrections by a file: many wallets in one call that opens them and one that writes. */
@Injectable()
export class ImportedPoints {
  constructor(
    private readonly points: Points,
    private readonly openings: OpeningsRepository,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * In the order of what is asked. Of each: what was booked, or why not (`member-not-active`, `insufficient-points`,
   * `points-out-of-range`, `self-earning-refused`, `not-found`). Call it in the transaction of the import. These members stay
   * locked until its end, also those without points.
   */
  async post(
    actor: Actor,
    asked: readonly ImportedPosting[],
    terms: ImportTerms,
  ): Promise<readonly (ImportedPosted | ClubError)[]> {
    const wallets = await this.#open(asked);
    const results = asked.map((posting) => decided(wallets, actor, posting, terms));
    await this.points.apply(this.points.document(wallets, { actor, origin: 'import' }));
    for (const [index, { memberId }] of asked.entries())
      if (isSelfService(results[index])) await this.#noteSelfService(actor, memberId);
    return results;
  }

  /** What `post` would answer. Writes nothing. */
  async foresee(
    actor: Actor,
    asked: readonly ImportedPosting[],
    terms: ImportTerms,
  ): Promise<readonly (ImportedPosted | ClubError)[]> {
    const wallets = await this.#open(asked);
    return asked.map((posting) => decided(wallets, actor, posting, terms));
  }

  /** When points expire that are booked now and have no day of their own; null is never. */
  async usualExpiry(): Promise<Instant | null> {
    const { now, zone, policy } = await this.points.terms();
    return expiryOf(policy, now, zone);
  }

  /** Which of these members brought a balance along that nobody took back. */
  async opened(memberIds: readonly string[]): Promise<ReadonlySet<string>> {
    return this.openings.of(memberIds);
  }

  /** Takes back what is left of the lots of these postings; deducted points return to theirs. */
  async takeBack(
    actor: Actor,
    postings: readonly Pick<TakenPosting, 'memberId' | 'transactionId'>[],
    reason: string,
  ): Promise<readonly TakenPosting[]> {
    if (postings.length === 0) return [];
    const wallets = await this.points.open([...new Set(postings.map(({ memberId }) => memberId))], {
      lots: 'all',
      transactions: postings.map(({ transactionId }) => transactionId),
    });
    const taken = postings.map(({ memberId, transactionId }) => ({
      memberId,
      transactionId,
      missing: takenFrom(wallets, memberId, transactionId, reason),
    }));
    await this.points.apply(this.points.document(wallets, { actor, origin: 'import' }));
    return taken;
  }

  async #open(asked: readonly ImportedPosting[]): Promise<OpenWallets> {
    return this.points.open([...new Set(asked.map(({ memberId }) => memberId))], { lots: 'all' });
  }

  async #noteSelfService(actor: Actor, memberId: string): Promise<void> {
    await this.audit.record(actor, {
      action: 'self-earning.refused',
      subject: { type: 'member', id: memberId },
    });
  }
}

const decided = (
  wallets: OpenWallets,
  actor: Actor,
  { memberId, points, status, expiresAt, reason }: ImportedPosting,
  { importId, opening }: ImportTerms,
): ImportedPosted | ClubError => {
  try {
    if (isMember(actor, memberId)) throw new ClubError('self-earning-refused');
    const wallet = wallets.get(memberId);
    wallets.assertNotClosed(memberId);
    const cause = causeOf({
      kind: 'import',
      importId,
      ...(opening ? { opening } : {}),
      ...(reason === undefined ? {} : { reason }),
    });
    const asked = { points, status, cause, ...(expiresAt === undefined ? {} : { expiresAt }) };
    const { transactionId, expiresAt: until } = orRefuse(() => wallet.adjust(asked));
    return { transactionId, expiresAt: until };
  } catch (error) {
    if (error instanceof ClubError) return error;
    throw error;
  }
};

const isSelfService = (result: ImportedPosted | ClubError | undefined): boolean =>
  result instanceof ClubError && result.code === 'self-earning-refused';

/** An erased member has no wallet any more; a posting that was reversed by hand is not reversed again. */
const takenFrom = (wallets: OpenWallets, memberId: string, transactionId: string, reason: string): number => {
  if (!wallets.memberIds.includes(memberId)) return 0;
  const posting = wallets.transaction(memberId, transactionId);
  return posting && !posting.reversed ? takeImportedBack(wallets.get(memberId), posting, reason) : 0;
};
