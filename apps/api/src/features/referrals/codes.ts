import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { newReferralCode, parseReferralCode } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { ReferralCodesRepository } from './codes.repository.ts';

const mostTries = 5;

/** The codes in members' links. */
@Injectable()
export class ReferralCodes {
  constructor(
    private readonly codes: ReferralCodesRepository,
    private readonly clock: Clock,
  ) {}

  /** Made when the member first asks. */
  async of(memberId: string): Promise<string> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const code = await this.codes.find(memberId);
      if (code !== undefined) return code;
      await this.codes.add(memberId, newReferralCode(randomInt), this.clock.date());
    }
    throw new Error('No free code for a referral was found');
  }

  /** Undefined for a code that nobody has, and if its member left or is blocked. */
  async read(sent: string): Promise<{ code: string; memberId: string } | undefined> {
    const code = parseReferralCode(sent);
    const memberId = code === null ? undefined : await this.codes.ownerOf(code);
    return code !== null && memberId !== undefined ? { code, memberId } : undefined;
  }

  async remove(memberIds: readonly string[]): Promise<void> {
    await this.codes.remove(memberIds);
  }
}
