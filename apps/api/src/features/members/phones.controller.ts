import { Controller } from '@nestjs/common';
import { confirmPhone, sendPhoneCode } from '@regulars/contracts';
import {
  Contract,
  CurrentMember,
  Input,
  RawRequest,
  type ClubRequest,
  type InputOf,
} from '../../platform/http/contract.ts';
import { limitKeyOf } from '../../platform/http/origin.ts';
import { Attempts } from '../identity/index.ts';
import { PhoneConfirmations } from './phone-confirmations.ts';

const hour = 3600;
const day = 86_400;

@Controller()
export class PhonesController {
  constructor(
    private readonly confirmations: PhoneConfirmations,
    private readonly attempts: Attempts,
  ) {}

  // Each message costs the club money, and reaches a phone that may be someone else's.
  @Contract(sendPhoneCode)
  async send(@CurrentMember() memberId: string, @RawRequest() request: ClubRequest): Promise<void> {
    const phone = await this.confirmations.numberOf(memberId);
    await this.attempts.count('phone-code-member', memberId, 5, hour);
    await this.attempts.count('phone-code-device', limitKeyOf(request), 20, hour);
    await this.attempts.count('phone-code-number', phone, 5, day);
    await this.confirmations.send(memberId);
  }

  @Contract(confirmPhone)
  async confirm(
    @CurrentMember() memberId: string,
    @Input() { body }: InputOf<typeof confirmPhone>,
  ): Promise<void> {
    await this.confirmations.confirm(memberId, body.code);
  }
}
