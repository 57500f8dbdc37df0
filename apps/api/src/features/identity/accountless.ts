import { Injectable } from '@nestjs/common';

/** Whom the club knows by an address and who has no sign-in yet. Identity stands below the feature that knows them. */
@Injectable()
export class Accountless {
  #invite: (email: string) => Promise<boolean> = () => Promise.resolve(false);

  /** Called once, while the feature that knows them is made. */
  inviteWith(invite: (email: string) => Promise<boolean>): void {
    this.#invite = invite;
  }

  /** Whether there was somebody to invite; in the current transaction. */
  invite(email: string): Promise<boolean> {
    return this.#invite(email);
  }
}
