import { Injectable } from '@nestjs/common';

/**
 * People that the club knows by an address and that have no sign-in yet. Identity comes before the feature that
 * knows them.
 */
@Injectable()
export class Accountless {
  #invite: (email: string) => Promise<boolean> = () => Promise.resolve(false);

  /** Called once, in the constructor of that feature. */
  inviteWith(invite: (email: string) => Promise<boolean>): void {
    this.#invite = invite;
  }

  /** Whether there was someone to invite; in the current transaction. */
  invite(email: string): Promise<boolean> {
    return this.#invite(email);
  }
}
