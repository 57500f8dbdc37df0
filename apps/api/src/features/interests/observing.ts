import { Injectable } from '@nestjs/common';
import { interestHeldUntil, observedSources, type InterestRules } from '@regulars/loyalty';
import { ConsentWithdrawals } from '../members/index.ts';
import { Permissions } from '../permissions/index.ts';
import { ChoicesRepository } from './choices.repository.ts';
import { HeldInterests, type HeldInterest } from './held.repository.ts';
import { InterestSettingsRepository } from './interest-settings.repository.ts';
import { knownInterests, type KnownOfMember } from './known-interests.ts';
import { SignalsRepository, type AskedSources } from './signals.repository.ts';

/**
 * Writes what is observed of members who allow profiling, and what counts of all. It comes from the sources and not from a change,
 * so doing it late or twice does no harm.
 */
@Injectable()
export class Observing {
  constructor(
    private readonly signals: SignalsRepository,
    private readonly choices: ChoicesRepository,
    private readonly held: HeldInterests,
    private readonly settings: InterestSettingsRepository,
    private readonly permissions: Permissions,
    withdrawals: ConsentWithdrawals,
  ) {
    withdrawals.register('profiling', (memberIds) => this.forget(memberIds));
  }

  /** Nobody else observes, and nobody withdraws a consent, until the transaction ends. */
  async hold(): Promise<void> {
    await this.signals.holdConsents();
  }

  /** Call it in a transaction. */
  async observe(memberIds: readonly string[]): Promise<void> {
    await this.hold();
    const rules = await this.settings.find();
    const allowed = await this.permissions.permitted(memberIds, 'profiling');
    const signals = await this.signals.observe([...allowed], askedOf(rules));
    await this.signals.replace(memberIds, signals);
    const known = knownInterests(await this.choices.of(memberIds), signals);
    await this.held.replace(
      memberIds,
      known.flatMap((each) => heldOf(each, rules)),
    );
  }

  /** Only what these members said themselves is left. Call it in a transaction. */
  async forget(memberIds: readonly string[]): Promise<void> {
    await this.signals.forget(memberIds);
    await this.held.keepStated(memberIds);
  }

  /** In a transaction. */
  async forgetUnlessAllowed(memberIds: readonly string[]): Promise<void> {
    if (memberIds.length === 0) return;
    const allowed = await this.permissions.permitted(memberIds, 'profiling');
    const others = memberIds.filter((id) => !allowed.has(id));
    if (others.length > 0) await this.forget(others);
  }
}

const askedOf = ({ sources }: InterestRules): AskedSources =>
  new Map(
    observedSources
      .filter((source) => sources[source].on)
      .map((source) => [source, sources[source].halfLifeDays]),
  );

const heldOf = ({ memberId, interest, known }: KnownOfMember, rules: InterestRules): HeldInterest[] => {
  const until = interestHeldUntil(known, rules);
  if (until === undefined) return [];
  return [{ memberId, interest, until: until === null ? null : new Date(until) }];
};
