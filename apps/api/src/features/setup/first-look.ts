import { Injectable } from '@nestjs/common';
import type { BodyOf, Club, setUpClub } from '@regulars/contracts';
import { system } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubLogo, ClubSettings } from '../club/index.ts';
import { SetupLink } from './setup-link.ts';

/** Name, look and languages of a club that nobody leads yet. */
@Injectable()
export class FirstLook {
  constructor(
    private readonly link: SetupLink,
    private readonly club: ClubSettings,
    private readonly logo: ClubLogo,
    private readonly transactions: Transactions,
  ) {}

  /** Throws as `SetupLink.state` does. */
  async save(token: string | undefined, look: BodyOf<typeof setUpClub>): Promise<Club> {
    return this.transactions.run(async () => {
      await this.link.hold(token);
      await this.link.clubSaved();
      return this.club.change(system, look, (await this.club.current()).version);
    });
  }

  /** Throws as `SetupLink.state` does, and what is wrong with the picture. */
  async saveLogo(token: string | undefined, sent: unknown): Promise<Club> {
    await this.link.assertOpen(token);
    return this.logo.change(system, sent);
  }
}
