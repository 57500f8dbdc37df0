import { Injectable } from '@nestjs/common';

type Follow = (email: string) => Promise<void>;

/** Tells features, in the same transaction, that a member has shown that a mailbox works and is theirs. */
@Injectable()
export class AddressProofs {
  readonly #followers: Follow[] = [];

  onProof(follow: Follow): void {
    this.#followers.push(follow);
  }

  async tell(email: string): Promise<void> {
    for (const follow of this.#followers) await follow(email);
  }
}
