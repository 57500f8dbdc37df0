import { Injectable } from '@nestjs/common';

/** Null for all communities. */
type Heard = (memberId: string, communityId: string | null) => Promise<void>;

/** Later features hear that a member is no longer in a community, in the transaction of the change. */
@Injectable()
export class MembershipEnds {
  readonly #heard: Heard[] = [];

  /** Called in constructors. It may be told of a member who was not in. */
  register(heard: Heard): void {
    this.#heard.push(heard);
  }

  async tell(memberId: string, communityId: string | null): Promise<void> {
    for (const hear of this.#heard) await hear(memberId, communityId);
  }
}
