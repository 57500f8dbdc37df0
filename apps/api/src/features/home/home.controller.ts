import { Controller } from '@nestjs/common';
import { getMe, getOwnCard, type ReplyOf } from '@regulars/contracts';
import { Contract, CurrentMember } from '../../platform/http/contract.ts';
import { Home } from './home.ts';

@Controller()
export class HomeController {
  constructor(private readonly home: Home) {}

  @Contract(getMe)
  async me(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getMe>> {
    return this.home.of(memberId);
  }

  @Contract(getOwnCard)
  async card(@CurrentMember() memberId: string): Promise<ReplyOf<typeof getOwnCard>> {
    return this.home.cardOf(memberId);
  }
}
