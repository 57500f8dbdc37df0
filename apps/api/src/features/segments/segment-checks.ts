import { Injectable } from '@nestjs/common';
import { checkCondition, conditionLimits, faultText, type Condition } from '@regulars/conditions';
import { deepestSegments } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { ConditionReferences, namedIn, Reader } from '../club/index.ts';
import { chainTo, depthOf } from './nesting.ts';
import type { SegmentRecord } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';

/** What the condition of a segment may say. */
@Injectable()
export class SegmentChecks {
  constructor(
    private readonly segments: SegmentsRepository,
    private readonly references: ConditionReferences,
    private readonly reader: Reader,
  ) {}

  /**
   * Call it in the transaction that stores it. Throws `invalid-request`, `unknown-product-set`, `unknown-segment`,
   * `segment-in-itself`, `segments-too-deep` with pointers.
   * @param own the segment; null for one that is new
   */
  async assertPossible(condition: Condition, own: Pick<SegmentRecord, 'id' | 'name'> | null): Promise<void> {
    const errors = checkCondition(condition, 'member').map(({ pointer, fault }) => ({
      pointer: `/condition${pointer}`,
      message: fault === 'too-many' && pointer.endsWith('/value') ? useList : faultText(fault),
    }));
    if (errors.length > 0) throw new ClubError('invalid-request', { errors });
    await this.references.assertKnown({ condition });
    await this.#assertNests(condition, own);
  }

  async #assertNests(condition: Condition, own: Pick<SegmentRecord, 'id' | 'name'> | null): Promise<void> {
    const [named] = namedIn('segment', condition, '/condition');
    if (!named) return;
    const id = own?.id ?? '';
    const all = await this.segments.all();
    const after = [...all.filter((segment) => segment.id !== id), { id, condition }];
    const chain = chainTo(id, after);
    if (chain) {
      const { of } = await this.reader.wording();
      const names = new Map(all.map(({ id: each, name }) => [each, of(name)]));
      const at = namedIn('segment', condition, '/condition').find((one) => one.id === chain[1]) ?? named;
      const words = chain.map((each) => names.get(each) ?? '').join(' → ');
      throw ClubError.field('segment-in-itself', at.pointer, words);
    }
    if (depthOf(after) > deepestSegments)
      throw ClubError.field(
        'segments-too-deep',
        named.pointer,
        `at most ${deepestSegments} inside of each other`,
      );
  }
}

const useList = `at most ${conditionLimits.values} values: put the members into a segment that is a list`;
