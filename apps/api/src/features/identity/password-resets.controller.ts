import { Controller } from '@nestjs/common';
import { requestPasswordReset, resetPassword } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Contract, Input, RawRequest, type ClubRequest, type InputOf } from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from './attempts.ts';
import { PasswordResets } from './password-resets.ts';

const hour = 3600;
/** Per address, which a shop's Wi-Fi shares. */
const mostResets = 120;

@Controller()
export class PasswordResetsController {
  constructor(
    private readonly resets: PasswordResets,
    private readonly attempts: Attempts,
  ) {}

  @Contract(requestPasswordReset)
  async request(
    @Input() { body }: InputOf<typeof requestPasswordReset>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    // Every request counts. If only unknown addresses did, the limit would reveal the known ones.
    await this.attempts.count('password-reset-address', limitKeyOf(request), mostResets, hour);
    if (await this.#mayMail(body.email)) await this.resets.request(body.email);
  }

  @Contract(resetPassword)
  async reset(
    @Input() { params, body }: InputOf<typeof resetPassword>,
    @RawRequest() request: ClubRequest,
  ): Promise<void> {
    await this.attempts.withLink(limitKeyOf(request), () => this.resets.reset(params.token, body.password));
  }

  // Limits mails per mailbox. The reply does not reveal the limit.
  async #mayMail(email: string): Promise<boolean> {
    try {
      await this.attempts.count('password-reset-email', email, 5, hour);
      return true;
    } catch (refused) {
      if (refused instanceof ClubError && refused.code === 'too-many-requests') return false;
      throw refused;
    }
  }
}
