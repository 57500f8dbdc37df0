import { Controller } from '@nestjs/common';
import { listEqualPhones, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { EqualPhones } from './equal-phones.ts';

@Controller()
export class EqualPhonesController {
  constructor(private readonly phones: EqualPhones) {}

  @Contract(listEqualPhones)
  async list(@Input() { query }: InputOf<typeof listEqualPhones>): Promise<ReplyOf<typeof listEqualPhones>> {
    return this.phones.list(query);
  }
}
