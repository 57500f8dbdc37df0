import { Controller } from '@nestjs/common';
import { getOwnWritings, setOwnWritings, type LeftWritings as Shown } from '@regulars/contracts';
import { Contract, CurrentMember, Input, type InputOf } from '../../../platform/http/contract.ts';
import { LeftWritings } from './left-writings.ts';

@Controller()
export class LeftWritingsController {
  constructor(private readonly writings: LeftWritings) {}

  @Contract(getOwnWritings)
  async get(@CurrentMember() memberId: string): Promise<Shown> {
    return this.writings.of(memberId);
  }

  @Contract(setOwnWritings)
  async set(
    @Input() { body }: InputOf<typeof setOwnWritings>,
    @CurrentMember() memberId: string,
  ): Promise<Shown> {
    return this.writings.choose(memberId, body);
  }
}
