import type { ConsentPurpose } from '@regulars/contracts';

/** What a feature does in the transaction of the change. */
type Told = (memberIds: readonly string[]) => Promise<void>;

/** Features that follow changes of a consent register in their constructors. */
export class ConsentListeners {
  readonly #told: { readonly purpose: ConsentPurpose; readonly told: Told }[] = [];

  register(purpose: ConsentPurpose, told: Told): void {
    this.#told.push({ purpose, told });
  }

  /** Runs what is registered for these changes. */
  async tell(
    changes: readonly { readonly memberId: string; readonly purpose: ConsentPurpose }[],
  ): Promise<void> {
    for (const { purpose, told } of this.#told) {
      const members = changes.filter((each) => each.purpose === purpose).map(({ memberId }) => memberId);
      if (members.length > 0) await told([...new Set(members)]);
    }
  }
}
