import { askedFacts, type Condition, type FactName } from '@regulars/conditions';
import type { Instant } from '../clock.ts';
import type { PersonFacts } from './member-facts.ts';

/** What is known of a person today, and since when, as far as it is kept. */
export interface PersonHistory extends PersonFacts {
  readonly emailConfirmedAt: Instant | null;
  /** Oldest first. */
  readonly consentChanges: readonly {
    /** As the fact names it. Consents of several channels may have one name. */
    readonly name: string;
    readonly channel: string | null;
    readonly granted: boolean;
    readonly at: Instant;
  }[];
  /** Badges that the member has; those that were withdrawn are not kept. */
  readonly badgesGiven: readonly { readonly badge: string; readonly at: Instant }[];
}

/** The person as at a moment: consents, badges and the confirmed address of then. The rest is of today. */
export function personAt(
  { emailConfirmedAt, consentChanges, badgesGiven, ...person }: PersonHistory,
  at: Instant,
): PersonFacts {
  const newest = new Map(
    consentChanges
      .filter((change) => change.at <= at)
      .map((change) => [`${change.name} ${change.channel}`, change]),
  );
  const granted = [...newest.values()].filter((change) => change.granted).map(({ name }) => name);
  return {
    ...person,
    emailConfirmed: emailConfirmedAt !== null && emailConfirmedAt <= at,
    consents: [...new Set(granted)],
    badges: [...new Set(badgesGiven.filter((given) => given.at <= at).map(({ badge }) => badge))],
  };
}

/** Nobody keeps what they were. */
const unkept: ReadonlySet<FactName> = new Set<FactName>([
  'member.language',
  'member.kind',
  'member.tags',
  'member.segments',
  'member.interests',
  'member.group',
  'member.class',
  'member.tenth',
  'member.score',
  'member.attribute',
  'member.number-attribute',
]);

/** Which facts of a condition are known as they are today only, also for past sales. */
export const factsOfToday = (condition: Condition): FactName[] => [
  ...new Set(askedFacts(condition).filter((fact) => unkept.has(fact))),
];
