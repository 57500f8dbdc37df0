import { Injectable } from '@nestjs/common';
import type { Outcome } from './import.ts';
import { GroupsRepository, type GroupOfReason, type GroupSeen } from './groups.repository.ts';
import type { Refusal } from './refusals.ts';

/** How many refusals or remarks of one reason an import keeps. All are counted. */
const mostOfReason = 10_000;

/** Counts outcomes by reason, so that many of one kind hide none of another, and keeps some of each. */
@Injectable()
export class ReasonGroups {
  constructor(private readonly groups: GroupsRepository) {}

  async clear(importId: string): Promise<void> {
    await this.groups.clear(importId);
  }

  /** The outcomes with their groups, as they are to be stored. */
  async note(importId: string, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
    const here = new Map<string, GroupOfReason>();
    for (const { kind, refusal } of outcomes.flatMap(reasonsOf)) {
      const key = keyOf(kind, refusal);
      const { code, reason = null, field = null } = refusal;
      here.set(key, { kind, code, reason, field, count: (here.get(key)?.count ?? 0) + 1 });
    }
    if (here.size === 0) return outcomes;
    const seen = await this.groups.note(importId, [...here.values()]);
    const places = new Map(seen.map((group) => placeOf(group, here)));
    const place = (kind: GroupOfReason['kind'], refusal: Refusal): { number: number; isKept: boolean } => {
      const found = places.get(keyOf(kind, refusal));
      if (!found) throw new Error('A reason without a group');
      found.before += 1;
      return { number: found.number, isKept: found.before <= mostOfReason };
    };
    return outcomes.map((outcome) => kept(outcome, place));
  }
}

type Place = (kind: GroupOfReason['kind'], refusal: Refusal) => { number: number; isKept: boolean };

const kept = (outcome: Outcome, place: Place): Outcome => {
  const { refusal, remarks, state } = outcome;
  if (state === 'refused' && refusal) {
    const { number, isKept } = place('refused', refusal);
    if (isKept) return { ...outcome, reasonGroup: number };
    const { refusal: _refusal, message: _message, ...rest } = outcome;
    return { ...rest, reasonGroup: number };
  }
  if (!remarks) return outcome;
  const placed = remarks.flatMap((remark) => {
    const { number, isKept } = place('remark', remark.refusal);
    return isKept ? [{ ...remark, reasonGroup: number }] : [];
  });
  return { ...outcome, remarks: placed };
};

const reasonsOf = ({
  state,
  refusal,
  remarks = [],
}: Outcome): { kind: GroupOfReason['kind']; refusal: Refusal }[] =>
  state === 'refused' && refusal
    ? [{ kind: 'refused', refusal }]
    : remarks.map((remark) => ({ kind: 'remark', refusal: remark.refusal }));

const keyOf = (
  kind: string,
  { code, reason, field }: { code: string; reason?: string | null; field?: string | null },
): string => JSON.stringify([kind, code, reason ?? null, field ?? null]);

/** What was there before this step. */
const placeOf = (
  group: GroupSeen,
  here: ReadonlyMap<string, GroupOfReason>,
): [string, { readonly number: number; before: number }] => {
  const key = keyOf(group.kind, group);
  return [key, { number: group.number, before: group.count - (here.get(key)?.count ?? 0) }];
};
