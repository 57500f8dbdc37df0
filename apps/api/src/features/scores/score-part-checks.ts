import { Injectable } from '@nestjs/common';
import { askedFacts, checkCondition, faultText, type Condition } from '@regulars/conditions';
import type { OwnScorePart } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { ConditionReferences } from '../club/index.ts';

/** What the parts of a score of the club's own may ask. */
@Injectable()
export class ScorePartChecks {
  constructor(private readonly references: ConditionReferences) {}

  /** Call it in the transaction that stores them. Throws `invalid-request`, `unknown-segment` and others, with pointers. */
  async assertPossible(parts: readonly OwnScorePart[], pointer: string): Promise<void> {
    const errors = parts.flatMap((part, index) =>
      part.kind === 'condition' ? faultsOf(part.condition, `${pointer}/${index}/condition`) : [],
    );
    if (errors.length > 0) throw new ClubError('invalid-request', { errors });
    await this.references.assertKnown(parts, pointer);
  }
}

const faultsOf = (condition: Condition, pointer: string): { pointer: string; message: string }[] => {
  const faults = checkCondition(condition, 'member');
  if (faults.length > 0)
    return faults.map((each) => ({ pointer: `${pointer}${each.pointer}`, message: faultText(each.fault) }));
  const asksScores = askedFacts(condition).includes('member.score');
  return asksScores ? [{ pointer, message: 'a score may not ask for scores' }] : [];
};
