import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { partsOf, type Condition } from '@regulars/conditions';
import {
  estimatedAbove,
  fewMembers,
  type BodyOf,
  type previewSegment,
  type SegmentPreview,
} from '@regulars/contracts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Audiences } from '../facts/index.ts';
import { MemberList } from '../members/index.ts';
import { estimated } from './estimate.ts';
import { PreviewsRepository, type Counted, type Some } from './previews.repository.ts';
import { SegmentChecks } from './segment-checks.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** So many members make an estimate. */
const tried = 20_000;

/** Counts who fulfils a condition while it is typed. */
@Injectable()
export class SegmentPreviews {
  constructor(
    private readonly previews: PreviewsRepository,
    private readonly checks: SegmentChecks,
    private readonly segments: SegmentsRepository,
    private readonly members: MemberList,
    private readonly audiences: Audiences,
    private readonly transactions: Transactions,
  ) {}

  /** Throws what is wrong with the condition, with pointers. */
  async of({ condition, segment, estimate }: BodyOf<typeof previewSegment>): Promise<SegmentPreview> {
    const began = performance.now();
    const own = segment === undefined ? null : await this.segments.find(segment);
    await this.transactions.run(() => this.checks.assertPossible(condition, own));
    // Nobody at a till waits for it.
    return this.transactions.asReport(async () => {
      const { sample, inside, ...counted } = await this.#count(condition, estimate);
      const rows = await this.members.byIds(sample);
      const few = counted.customers < fewMembers;
      return {
        ...counted,
        share: few ? null : inside / counted.customers,
        few,
        sample: sample.flatMap((id) => rows.get(id) ?? []),
        seconds: (performance.now() - began) / 1000,
      };
    });
  }

  async #count(condition: Condition, estimate: boolean): Promise<Counted & Pick<SegmentPreview, 'interval'>> {
    const moment = await this.audiences.moment();
    const seed = randomInt(2 ** 32);
    const all = estimate && !isOfStoredFacts(condition) ? await this.previews.active() : null;
    if (!all || all.of <= estimatedAbove)
      return { ...(await this.previews.count(condition, moment, seed, null)), interval: null };
    const some: Some = { thousandths: Math.ceil((1000 * tried) / all.of) };
    return ofAll(await this.previews.count(condition, moment, seed, some), all);
  }
}

/** One look at the members answers it. */
const isOfStoredFacts = (condition: Condition): boolean =>
  partsOf(condition).every(
    ({ condition: part }) => 'fact' in part || 'all' in part || 'any' in part || 'not' in part,
  );

const ofAll = (
  { of: from, inside, members, parts, sample, customers }: Counted,
  { of, customers: allCustomers }: Pick<Counted, 'of' | 'customers'>,
): Counted & Pick<SegmentPreview, 'interval'> => {
  const likely = (hits: number): number => estimated(hits, from, of).likely;
  const { from: least, to: most } = estimated(members, from, of);
  return {
    of,
    customers: allCustomers,
    inside: estimated(inside, customers, allCustomers).likely,
    members: likely(members),
    interval: { from: least, to: most },
    parts: parts.map(({ pointer, alone, left }) => ({
      pointer,
      alone: likely(alone),
      left: left === null ? null : likely(left),
    })),
    sample,
  };
};
