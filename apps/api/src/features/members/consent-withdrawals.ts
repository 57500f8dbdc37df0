import { Injectable } from '@nestjs/common';
import type { ConsentPurpose } from '@regulars/contracts';

/** What a feature does when members withdraw a consent, in the transaction of the withdrawal. */
type Withdrawn = (memberIds: readonly string[]) => Promise<void>;

/** Features that keep something only while a member allows it register here in their constructors. */
@Injectable()
export class ConsentWithdrawals {
  readonly #told: { readonly purpose: ConsentPurpose; readonly withdrawn: Withdrawn }[] = [];

  register(purpose: ConsentPurpose, withdrawn: Withdrawn): void {
    this.#told.push({ purpose, withdrawn });
  }

  /** Runs what is registered for these refusals. */
  async tell(
    refused: readonly { readonly memberId: string; readonly purpose: ConsentPurpose }[],
  ): Promise<void> {
    for (const { purpose, withdrawn } of this.#told) {
      const members = refused.filter((each) => each.purpose === purpose).map(({ memberId }) => memberId);
      if (members.length > 0) await withdrawn([...new Set(members)]);
    }
  }
}
