import { Controller } from '@nestjs/common';
import {
  getOwnInterests,
  removeOwnInterest,
  setOwnInterest,
  type OwnInterests as Shown,
} from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../platform/http/contract.ts';
import { OwnInterests } from './own-interests.ts';

@Controller()
export class OwnInterestsController {
  constructor(private readonly interests: OwnInterests) {}

  @Contract(getOwnInterests)
  async get(@CurrentMember() memberId: string): Promise<Shown> {
    return this.interests.of(memberId);
  }

  @Contract(setOwnInterest)
  async set(
    @Input() { params, body }: InputOf<typeof setOwnInterest>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.interests.say(memberId, params.key, body);
  }

  @Contract(removeOwnInterest)
  async remove(
    @Input() { params }: InputOf<typeof removeOwnInterest>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.interests.remove(memberId, params.key);
  }
}
