import { Injectable } from '@nestjs/common';

/** What becomes of the address of a member whose account proved it. Identity stands below the feature that keeps members. */
@Injectable()
export class MemberMailboxes {
  #confirm: (memberId: string, email: string) => Promise<boolean> = () => Promise.resolve(true);

  /** Called once, while the feature that keeps members is made. */
  areConfirmedBy(confirm: (memberId: string, email: string) => Promise<boolean>): void {
    this.#confirm = confirm;
  }

  /** Whether no other member has confirmed this address; in the current transaction. */
  confirm(memberId: string, email: string): Promise<boolean> {
    return this.#confirm(memberId, email);
  }
}
