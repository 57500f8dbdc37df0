import { Injectable } from '@nestjs/common';
import type { Challenge, OwnBadge } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import { Members } from '../members/index.ts';
import { BadgesRepository, type GivenBadgeRow } from './badges.repository.ts';

export type Badge = Extract<Challenge['reward'], { kind: 'badge' }>;

/** The badges that challenges give, and those of members. */
@Injectable()
export class Badges {
  constructor(
    private readonly badges: BadgesRepository,
    private readonly members: Members,
  ) {}

  /** Throws `not-found` for an unknown member. */
  async ofMember(memberId: string): Promise<OwnBadge[]> {
    const { id } = await this.members.byId(memberId);
    return this.of(id);
  }

  /** The newest first. */
  async of(memberId: string): Promise<OwnBadge[]> {
    return (await this.badges.of(memberId)).map(shown);
  }

  /** What the newest challenge calls each badge. */
  async all(): Promise<Pick<Badge, 'key' | 'name'>[]> {
    return (await this.badges.all()).map(({ key, name }) => ({ key, name }));
  }

  /** Names by key. */
  async names(): Promise<ReadonlyMap<string, Badge['name']>> {
    return new Map((await this.all()).map(({ key, name }) => [key, name]));
  }
}

const shown = ({ key, badge, given_at: givenAt, times }: GivenBadgeRow): OwnBadge => ({
  key,
  name: badge.name,
  text: badge.text,
  picture: badge.picture,
  givenAt: toInstant(givenAt),
  times,
});
