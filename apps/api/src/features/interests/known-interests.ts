import type { KnownInterest } from '@regulars/loyalty';
import type { Choice, ChoiceRow } from './choices.repository.ts';
import type { SignalRow } from './signals.repository.ts';

/** What is known of a member and an interest, with the rows that say so. */
export interface KnownOfMember {
  readonly memberId: string;
  readonly interest: string;
  readonly choice: Choice;
  readonly signals: readonly SignalRow[];
  readonly known: KnownInterest;
}

const unsaid: Choice = { statedAt: null, blockedAt: null, forgottenUntil: null };

/** By member and interest, as far as anything is known. What was blocked is left out. */
export const knownInterests = (
  choices: readonly ChoiceRow[],
  signals: readonly SignalRow[],
): KnownOfMember[] => {
  const keyOf = ({ memberId, interest }: Pick<ChoiceRow, 'memberId' | 'interest'>): string =>
    `${memberId} ${interest}`;
  const said = new Map(choices.map((choice) => [keyOf(choice), choice]));
  const seen = Map.groupBy(signals, keyOf);
  const all = new Map([...choices, ...signals].map((row) => [keyOf(row), row]));
  return [...all].flatMap(([key, { memberId, interest }]) => {
    const choice = said.get(key) ?? unsaid;
    const observed = seen.get(key) ?? [];
    if (choice.blockedAt || (!choice.statedAt && observed.length === 0)) return [];
    return [{ memberId, interest, choice, signals: observed, known: knownOf(choice, observed) }];
  });
};

const knownOf = ({ statedAt }: Choice, signals: readonly SignalRow[]): KnownInterest => ({
  stated: statedAt !== null,
  signals: signals.map(({ source, strength, at }) => ({ source, strength, at: at.getTime() })),
});
