import { Injectable } from '@nestjs/common';
import { PersonalData, type Eraser, type Person } from '../../platform/privacy/personal-data.ts';
import { Contacts, type Contact } from '../members/index.ts';
import { Suppressions, type Address } from './suppressions.ts';

/** Members who refused advertising or surveys get neither after the erasure either: hashes of the addresses stay. */
@Injectable()
export class PersonalSuppressions {
  constructor(
    personal: PersonalData,
    private readonly contacts: Contacts,
    private readonly suppressions: Suppressions,
  ) {
    personal.register({ name: 'suppressions', tables: {}, search: (people) => this.#search(people) });
  }

  /** Before the erasure: it deletes the consents. */
  async #search(people: readonly Person[]): Promise<Eraser> {
    const refused = new Map<string, readonly Address[]>();
    for (const { memberId } of people) {
      const contact = await this.contacts.of(memberId);
      if (contact) refused.set(memberId, refusedIn(contact));
    }
    return async ({ memberId }) => {
      if (!this.suppressions.works) return;
      for (const address of refused.get(memberId) ?? [])
        await this.suppressions.add(address, { reason: 'unsubscribed-by-request', source: 'erasure' });
    };
  }
}

const refusedIn = ({ email, phone, consents }: Contact): Address[] => {
  const refusedBy = (...channels: readonly unknown[]): boolean =>
    consents.some(
      ({ purpose, channel, state }) =>
        (purpose === 'marketing' || purpose === 'surveys') &&
        state === 'refused' &&
        channels.includes(channel),
    );
  return [
    ...(email !== null && refusedBy('email') ? [{ kind: 'email', text: email } as const] : []),
    ...(phone !== null && refusedBy('sms', 'telephone') ? [{ kind: 'phone', text: phone } as const] : []),
  ];
};
