import { Injectable } from '@nestjs/common';
import { isPlain, type ImportSettings } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Cards } from '../cards/index.ts';
import { Roster } from '../members/index.ts';
import { ImportedPoints, type ImportedPosted, type ImportedPosting } from '../points/index.ts';
import { shorten } from './cells.ts';
import type { ImportContext, Importer, Item, MadeItem, Outcome } from './import.ts';
import { identifiers, readMember, type MemberDraft } from './member-draft.ts';
import { MemberMatches } from './member-matches.ts';
import { OpeningBalances } from './opening-balances.ts';
import { pointsExpiryOf, pointsOf } from './opening-draft.ts';
import { refusedBy, refusedOf } from './outcomes.ts';
import { atLine, refusal, RefusedLine } from './refusals.ts';

type PostingDraft = Omit<ImportedPosting, 'memberId' | 'status'>;

interface Named {
  readonly item: Item;
  readonly member: MemberDraft;
  readonly posting: PostingDraft;
}

interface Found {
  readonly item: Item;
  readonly posting: ImportedPosting;
}

/** Points for members of the club, a posting for each line. */
@Injectable()
export class BalancesImporter implements Importer {
  readonly kind = 'balances';
  readonly atOnce = 1000;
  readonly undoneAtOnce = 500;

  constructor(
    private readonly imported: ImportedPoints,
    private readonly balances: OpeningBalances,
    private readonly roster: Roster,
    private readonly cards: Cards,
    private readonly transactions: Transactions,
  ) {}

  async assertMapped({ mapping: { columns } }: ImportSettings): Promise<void> {
    if (!identifiers.some((field) => columns[field]))
      throw unmapped('externalId', 'externalId, card, email or phone needs a column');
    if (!columns['points']) throw unmapped('points', 'needs a column');
    return Promise.resolve();
  }

  async import(items: readonly Item[], context: ImportContext): Promise<void> {
    await this.transactions.run(async () => {
      const { found, refused } = await this.#find(items, context);
      const results = await this.imported.post(context.actor, postingsOf(found), termsOf(context));
      await context.settle([...refused, ...found.map((each, index) => outcomeOf(each, results[index]))]);
    });
  }

  async check(items: readonly Item[], context: ImportContext): Promise<Outcome[]> {
    const { found, refused } = await this.#find(items, context);
    const results = await this.transactions.run(() =>
      this.imported.foresee(context.actor, postingsOf(found), termsOf(context)),
    );
    return [...refused, ...found.map((each, index) => outcomeOf(each, results[index]))];
  }

  /** What is spent stays spent, and the item is kept. */
  async undo(made: readonly MadeItem[], context: ImportContext): Promise<ReadonlySet<number>> {
    return new Set((await this.balances.undo(made, context)).keys());
  }

  async #find(
    items: readonly Item[],
    context: ImportContext,
  ): Promise<{ found: readonly Found[]; refused: readonly Outcome[] }> {
    const refused: Outcome[] = [];
    const named: Named[] = [];
    for (const item of items) {
      try {
        named.push(readItem(item, context));
      } catch (error) {
        refused.push(refusedBy(item, error));
      }
    }
    const matches = await MemberMatches.find(
      named.map(({ member }) => member),
      this.roster,
      this.cards,
    );
    const found: Found[] = [];
    for (const { item, member, posting } of named) {
      try {
        const { id: memberId } = matches.known(member, item.line);
        found.push({ item, posting: { ...posting, memberId, status: 0 } });
      } catch (error) {
        refused.push(refusedBy(item, error));
      }
    }
    return { found, refused };
  }
}

const unmapped = (field: string, message: string): ClubError =>
  ClubError.field('invalid-request', `/settings/mapping/columns/${field}`, message);

const termsOf = ({ record: { id: importId } }: ImportContext) => ({ importId, opening: false });

const postingsOf = (found: readonly Found[]): ImportedPosting[] => found.map(({ posting }) => posting);

const readItem = (item: Item, { cells, reading, record }: ImportContext): Named => {
  const { header, settings } = record;
  const [first] = item.lines;
  if (!first) throw new Error('An item without a line');
  return atLine(first.line, () => {
    const { draft: member, left } = readMember(first.cells, header, cells, settings.mapping, reading);
    if (identifiers.every((field) => member[field] === undefined))
      throw new RefusedLine(first.line, left[0] ?? { code: 'invalid-request', reason: 'nobody-named' });
    const [points, expires] = ['points', 'pointsExpire'].map((field) => cells.text(first.cells, field, 100));
    if (points === undefined) throw refusal('points', 'empty');
    const reason = cells.label(first.cells, 'reason', 200) ?? settings.options.reason;
    if (reason !== undefined && !isPlain(reason))
      throw refusal('reason', 'no-words', { value: shorten(reason) });
    const posting = {
      points: notZero(pointsOf(points, 'points', reading)),
      ...(expires === undefined ? {} : { expiresAt: pointsExpiryOf(expires, reading) }),
      ...(reason ? { reason } : {}),
    };
    return { item, member, posting };
  });
};

const notZero = (points: number): number => {
  if (points === 0) throw refusal('points', 'out-of-range');
  return points;
};

const outcomeOf = ({ item, posting }: Found, result: ImportedPosted | ClubError | undefined): Outcome => {
  if (!result) throw new Error('A posting without a result');
  if (result instanceof ClubError) return refusedOf(item, { code: result.code, field: 'points' });
  const { transactionId, expiresAt } = result;
  return {
    item: item.item,
    state: 'created',
    subjectId: posting.memberId,
    changes: { booked: { transactionIds: [transactionId] } },
    points: [{ points: posting.points, expiresAt }],
  };
};
