import { Injectable } from '@nestjs/common';
import {
  asksOf,
  lacksOf,
  rulesAbout,
  type HeldProfile,
  type Occasion,
  type OccasionRule,
} from '@regulars/loyalty';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { LiveRules } from '../earning/index.ts';
import { CompletedProfilesRepository, profileEventId, profileType } from './completed-profiles.repository.ts';
import { inPages } from './in-pages.ts';
import { isSettled, NothingGivenError, Occasions } from './occasions.ts';

/**
 * Points for a profile that holds what a rule asks: when the member or the team changes it. A job finds those who held it
 * before the rule. Each member counts once for a rule.
 */
@Injectable()
export class CompletedProfiles {
  constructor(
    private readonly profiles: CompletedProfilesRepository,
    private readonly rules: LiveRules,
    private readonly occasions: Occasions,
    private readonly clock: Clock,
    subscriptions: Subscriptions,
  ) {
    subscriptions.subscribe({
      consumer: 'completed-profiles',
      names: ['member.joined', 'member.changed'],
      origins: ['live'],
      from: 'now',
      handle: ({ memberId }) => this.#changed(memberId),
    });
  }

  /** The live rules about profiles. */
  async live(): Promise<OccasionRule[]> {
    const now = this.clock.now();
    return rulesAbout((await this.rules.timeline()).occasionsAt(now), occasionAt(now));
  }

  /** Members whose profile holds what the rule asks and who got nothing from it yet. */
  async *due({ id, effect }: OccasionRule): AsyncGenerator<string> {
    const asked = asksOf(effect);
    if (asked !== null) yield* inPages((after) => this.profiles.due(id, asked, after));
  }

  /** Call it in a transaction. False if it gives nothing, or gave it before. */
  async award(rule: OccasionRule, memberId: string): Promise<boolean> {
    const now = this.clock.now();
    const occasion = { ...occasionAt(now), ruleId: rule.id, eventId: profileEventId(rule.id, memberId) };
    const member = { pointer: '/member/id', code: null, memberId, externalId: null };
    // Under the lock, so that a field that was emptied gives nothing.
    const admit = async (id: string): Promise<void> => {
      if (!holds(rule, await this.profiles.held(id))) throw new NothingGivenError();
    };
    try {
      await this.occasions.record(system, member, occasion, { admit, onlyWithPoints: true });
      return true;
    } catch (error) {
      if (error instanceof NothingGivenError || isSettled(error)) return false;
      throw error;
    }
  }

  async #changed(memberId: string | null): Promise<void> {
    const rules = await this.live();
    if (memberId === null || rules.length === 0) return;
    const held = await this.profiles.held(memberId);
    const complete = rules.filter((rule) => holds(rule, held));
    if (complete.length > 1) await this.occasions.hold([memberId], [occasionAt(this.clock.now())]);
    for (const rule of complete) await this.award(rule, memberId);
  }
}

const holds = ({ effect }: OccasionRule, held: HeldProfile | null): boolean =>
  held !== null && lacksOf(effect, held)?.length === 0;

const occasionAt = (at: number): Occasion => ({
  kind: 'profile-completed',
  type: profileType,
  occurredAt: at,
  locationId: null,
  payload: {},
});
