import { Injectable } from '@nestjs/common';
import type { Tier } from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ImportedPoints, type ImportedPosted, type ImportedPosting } from '../points/index.ts';
import { OpeningTiers, TierReviews, Tiers } from '../tiers/index.ts';
import type { Booked, ImportContext, MadeItem, PointsMoved, Remark } from './import.ts';
import { KeptItems } from './kept-items.repository.ts';
import type { OpeningDraft } from './opening-draft.ts';
import { refusal, type Refusal } from './refusals.ts';
import { bare } from './reading/spellings.ts';
import { shorten } from './cells.ts';

/** A member with what the file says about points and tier. */
export interface Opening {
  readonly item: number;
  readonly line: number;
  readonly memberId: string;
  readonly joinedAt: Date;
  readonly draft: OpeningDraft;
  /** Joins by this import. */
  readonly isNew: boolean;
}

/** What became of one. */
export interface Opened {
  readonly booked?: Booked;
  readonly points?: readonly PointsMoved[];
  /** What was left out. */
  readonly remarks: readonly Remark[];
}

/** Balances and tiers that members bring from another programme, once for each member. */
@Injectable()
export class OpeningBalances {
  constructor(
    private readonly imported: ImportedPoints,
    private readonly openingTiers: OpeningTiers,
    private readonly reviews: TierReviews,
    private readonly tiers: Tiers,
    private readonly kept: KeptItems,
    private readonly transactions: Transactions,
  ) {}

  /** By item. Call it in the transaction of the import, after its members joined. */
  async book(
    openings: readonly Opening[],
    context: Pick<ImportContext, 'actor' | 'record'>,
  ): Promise<ReadonlyMap<number, Opened>> {
    if (openings.length === 0) return new Map();
    const { actor, record } = context;
    const asked = await this.#asked(openings);
    const results = await this.imported.post(
      actor,
      asked.postings.map(({ posting }) => posting),
      { importId: record.id, opening: true },
    );
    const withStatus = asked.postings.flatMap(({ posting }, index) =>
      posting.status > 0 && isPosted(results[index]) ? posting.memberId : [],
    );
    if (withStatus.length > 0) await this.reviews.lift(withStatus, 'import');
    const grants = await this.openingTiers.give(
      actor,
      asked.tiers.map(({ opening, tier }) => ({
        memberId: opening.memberId,
        joinedAt: opening.joinedAt.getTime(),
        tier,
      })),
      record.file_name,
    );
    const granted = new Map(grants.map(({ memberId, id }) => [memberId, id]));
    return openedOf(openings, asked, results, (memberId) => granted.get(memberId));
  }

  /** What `book` would do. Writes nothing. */
  async check(
    openings: readonly Opening[],
    { actor, record }: ImportContext,
  ): Promise<ReadonlyMap<number, Opened>> {
    if (openings.length === 0) return new Map();
    const asked = await this.#asked(openings);
    const expiresAt = await this.imported.usualExpiry();
    const known = asked.postings.filter(({ opening }) => !opening.isNew);
    const foreseen = await this.transactions.run(() =>
      this.imported.foresee(
        actor,
        known.map(({ posting }) => posting),
        { importId: record.id, opening: true },
      ),
    );
    const byItem = new Map(known.map(({ opening }, index) => [opening.item, foreseen[index]]));
    const results = asked.postings.map(
      ({ opening, posting }) =>
        byItem.get(opening.item) ?? { transactionId: '', expiresAt: posting.expiresAt ?? expiresAt },
    );
    return openedOf(openings, asked, results, () => undefined);
  }

  /** Takes back what is left. Of each item: the points that are spent. */
  async undo(
    made: readonly MadeItem[],
    { actor, record }: ImportContext,
  ): Promise<ReadonlyMap<number, number>> {
    const booked = made.flatMap(({ item, subject_id: memberId, changes }) =>
      changes?.booked ? [{ item, memberId, ...changes.booked }] : [],
    );
    await this.openingTiers.end(
      actor,
      booked.flatMap(({ memberId, grantId }) => (grantId === undefined ? [] : [{ memberId, id: grantId }])),
    );
    const postings = booked.flatMap(({ item, memberId, transactionIds = [] }) =>
      transactionIds.map((transactionId) => ({ item, memberId, transactionId })),
    );
    const taken = await this.imported.takeBack(actor, postings, record.file_name);
    const spent = new Map<number, number>();
    for (const [index, { item }] of postings.entries()) {
      const { missing = 0 } = taken[index] ?? {};
      if (missing > 0) spent.set(item, (spent.get(item) ?? 0) + missing);
    }
    await this.kept.noteSpent(record.id, spent);
    return spent;
  }

  async #asked(openings: readonly Opening[]): Promise<Asked> {
    const known = openings.filter(({ isNew }) => !isNew).map(({ memberId }) => memberId);
    const before = new Set(known.length > 0 ? await this.imported.opened(known) : []);
    const catalogue = openings.some(({ draft }) => draft.tier !== undefined)
      ? await this.tiers.catalogue()
      : [];
    const names = namesOf(catalogue);
    const asked: MutableAsked = { postings: [], tiers: [], left: new Map() };
    for (const opening of openings) {
      const { draft, memberId } = opening;
      const { points = 0, statusPoints: status = 0, pointsExpire } = draft;
      if (points + status > 0) {
        if (before.has(memberId)) leave(asked, opening, openedBefore);
        else asked.postings.push({ opening, posting: { memberId, points, status, expiresAt: pointsExpire } });
        before.add(memberId);
      }
      if (draft.tier === undefined) continue;
      const tier = names.get(bare(draft.tier));
      if (tier) asked.tiers.push({ opening, tier });
      else leave(asked, opening, noTier(draft.tier, catalogue));
    }
    return asked;
  }
}

interface Asked {
  readonly postings: readonly { readonly opening: Opening; readonly posting: ImportedPosting }[];
  readonly tiers: readonly { readonly opening: Opening; readonly tier: Tier }[];
  /** What cannot be done, by item. */
  readonly left: ReadonlyMap<number, readonly Refusal[]>;
}
interface MutableAsked {
  readonly postings: Asked['postings'][number][];
  readonly tiers: Asked['tiers'][number][];
  readonly left: Map<number, Refusal[]>;
}
type Result = Awaited<ReturnType<ImportedPoints['post']>>[number];

const openedBefore: Refusal = { code: 'already-taken', reason: 'opened-before', field: 'points' };

const noTier = (text: string, catalogue: readonly Tier[]): Refusal => {
  const known = catalogue.map(({ code }) => code).join(', ');
  return refusal('tier', 'no-tier', { value: shorten(text), known }).refusal;
};

const leave = ({ left }: MutableAsked, { item }: Opening, refused: Refusal): void => {
  left.set(item, [...(left.get(item) ?? []), refused]);
};

const isPosted = (result: Result | undefined): result is ImportedPosted =>
  result !== undefined && 'transactionId' in result;

/** By code and by name in each language. */
const namesOf = (catalogue: readonly Tier[]): ReadonlyMap<string, Tier> =>
  new Map(
    catalogue.flatMap((tier) => [...Object.values(tier.name), tier.code].map((name) => [bare(name), tier])),
  );

const openedOf = (
  openings: readonly Opening[],
  asked: Asked,
  results: readonly Result[],
  grantOf: (memberId: string) => string | undefined,
): ReadonlyMap<number, Opened> => {
  const posted = new Map(
    asked.postings.map(({ opening, posting }, index) => [opening.item, { posting, result: results[index] }]),
  );
  return new Map(
    openings.map(({ item, line, memberId }) => {
      const { posting, result } = posted.get(item) ?? {};
      const grantId = grantOf(memberId);
      const refused = result && !isPosted(result) ? [{ code: result.code, field: 'points' }] : [];
      const booked = {
        ...(isPosted(result) ? { transactionIds: [result.transactionId] } : {}),
        ...(grantId === undefined ? {} : { grantId }),
      };
      const opened: Opened = {
        remarks: [...(asked.left.get(item) ?? []), ...refused].map((each) => ({ line, refusal: each })),
        ...(Object.keys(booked).length > 0 ? { booked } : {}),
        ...(posting && isPosted(result)
          ? { points: [{ points: posting.points, expiresAt: result.expiresAt }] }
          : {}),
      };
      return [item, opened];
    }),
  );
};
