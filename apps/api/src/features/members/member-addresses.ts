import { Injectable } from '@nestjs/common';
import type { ConsentPurpose } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { MemberMailboxes } from '../identity/index.ts';
import { AddressProofs } from './address-proofs.ts';
import { ConsentsRepository } from './consents.repository.ts';
import type { MemberRecord } from './member.ts';
import { MembersRepository } from './members.repository.ts';
import { refusingTaken } from './taken.ts';

/** Which of the members who use an e-mail owns it. */
@Injectable()
export class MemberAddresses {
  constructor(
    memberMailboxes: MemberMailboxes,
    private readonly members: MembersRepository,
    private readonly consents: ConsentsRepository,
    private readonly proofs: AddressProofs,
    private readonly outbox: Outbox,
  ) {
    memberMailboxes.areConfirmedBy((memberId, email) => this.#confirmIfFree(memberId, email));
  }

  /** Other members with this address whose membership is not closed. */
  async othersWith(memberId: string, email: string): Promise<MemberRecord[]> {
    const named = await this.members.byEmail(email);
    return named.filter(({ id, status }) => id !== memberId && status !== 'closed');
  }

  /** Purposes of consents by e-mail that count once the address is confirmed. */
  async waiting(memberId: string): Promise<ConsentPurpose[]> {
    return this.consents.waiting(memberId);
  }

  /** With the link that names the consents. Throws `link-expired` if the member has another address by now. */
  async confirm(memberId: string, email: string): Promise<void> {
    await this.#prove(memberId, email);
    await this.consents.confirm(memberId);
  }

  /** Sets a confirmed address. Throws `already-taken`. */
  async change(memberId: string, email: string): Promise<void> {
    await refusingTaken(() => this.members.changeEmail(memberId, email));
    await this.consents.confirmOwn(memberId);
    await this.#tell(memberId, email);
  }

  /** After the account has proved it. Returns whether no other member has confirmed the address. */
  async #confirmIfFree(memberId: string, email: string): Promise<boolean> {
    const member = await this.members.byId(memberId);
    if (!member || member.email?.toLowerCase() !== email.toLowerCase()) return true;
    if (member.emailConfirmed) {
      await this.proofs.tell(email);
      return true;
    }
    if (isTaken(await this.othersWith(memberId, email))) return false;
    await this.#prove(memberId, email);
    await this.consents.confirmOwn(memberId);
    return true;
  }

  async #prove(memberId: string, email: string): Promise<void> {
    if (!(await this.members.confirmEmail(memberId, email))) throw new ClubError('link-expired');
    await this.#tell(memberId, email);
  }

  async #tell(memberId: string, email: string): Promise<void> {
    await this.proofs.tell(email);
    await this.outbox.append([{ name: 'member.changed', memberId, data: { fields: 'email' } }]);
  }
}

/** Whether one of them has confirmed it. */
export const isTaken = (others: readonly MemberRecord[]): boolean =>
  others.some(({ emailConfirmed }) => emailConfirmed);
