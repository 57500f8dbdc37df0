import { Injectable } from '@nestjs/common';

/**
 * What happens to a member's address once the account has proved it. Identity comes before the feature that
 * owns members.
 */
@Injectable()
export class MemberMailboxes {
  #confirm: (memberId: string, email: string) => Promise<boolean> = () => Promise.resolve(true);

  /** Called once, in the constructor of that feature. */
  areConfirmedBy(confirm: (memberId: string, email: string) => Promise<boolean>): void {
    this.#confirm = confirm;
  }

  /** Whether no other member has confirmed this address; in the current transaction. */
  confirm(memberId: string, email: string): Promise<boolean> {
    return this.#confirm(memberId, email);
  }
}
