import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Language, Nickname } from '@regulars/contracts';
import { likenessOf, passesForTeam } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubSettings } from '../club/index.ts';
import { Members } from '../members/index.ts';
import { NicknamesRepository } from './nicknames.repository.ts';

const byChance: Readonly<Record<Language, string>> = { de: 'Gast', en: 'Guest', cs: 'Host' };

/** What members are called in communities. */
@Injectable()
export class Nicknames {
  constructor(
    private readonly nicknames: NicknamesRepository,
    private readonly members: Members,
    private readonly club: ClubSettings,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** One by chance until the member has chosen. */
  async of(memberId: string): Promise<Nickname> {
    return (await this.nicknames.find(memberId)) ?? this.#withOne(memberId);
  }

  /** The active member with a name that looks like this; null if there is none. */
  async memberCalled(likeness: string): Promise<string | null> {
    return this.nicknames.called(likeness);
  }

  /** Throws `already-taken`, also for a name that looks alike, and `nickname-of-team`. */
  async choose(
    memberId: string,
    { nickname, listed }: Pick<Nickname, 'nickname' | 'listed'>,
  ): Promise<Nickname> {
    const likeness = likenessOf(nickname);
    if (likeness.length < 2)
      throw ClubError.field('invalid-request', '/nickname', 'at least two letters or digits');
    if (passesForTeam(nickname, (await this.club.current()).name))
      throw ClubError.field('nickname-of-team', '/nickname', 'others would take you for the team');
    return this.transactions.run(async () => {
      const name = { nickname, likeness, chosen: true, listed };
      if (!(await this.nicknames.put(memberId, name, this.clock.date())))
        throw ClubError.field(
          'already-taken',
          '/nickname',
          'another member has this name, or one that looks alike',
        );
      return { nickname, listed, chosen: true };
    });
  }

  async #withOne(memberId: string): Promise<Nickname> {
    const { language } = await this.members.byId(memberId);
    const nickname = `${byChance[language]} ${randomInt(10_000_000, 100_000_000)}`;
    const name = { nickname, likeness: likenessOf(nickname), chosen: false, listed: false };
    const isNew = await this.transactions.run(() => this.nicknames.put(memberId, name, this.clock.date()));
    if (isNew) return { nickname, chosen: false, listed: false };
    // Another request was faster, or the number is taken.
    return this.of(memberId);
  }
}
