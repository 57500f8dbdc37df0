import { Controller } from '@nestjs/common';
import { cancelBackTest, getBackTest, listBackTests, type BackTest, type ReplyOf } from '@regulars/contracts';
import { Contract, Input, type InputOf } from '../../platform/http/contract.ts';
import { BackTests, ShownBackTests } from './back-tests.service.ts';

@Controller()
export class BackTestsController {
  constructor(
    private readonly backTests: BackTests,
    private readonly shown: ShownBackTests,
  ) {}

  @Contract(listBackTests)
  async list(@Input() { query }: InputOf<typeof listBackTests>): Promise<ReplyOf<typeof listBackTests>> {
    return this.shown.list(await this.backTests.list(query));
  }

  @Contract(getBackTest)
  async show(@Input() { params }: InputOf<typeof getBackTest>): Promise<BackTest> {
    return this.shown.one(await this.backTests.byId(params.id));
  }

  @Contract(cancelBackTest)
  async cancel(@Input() { params }: InputOf<typeof cancelBackTest>): Promise<BackTest> {
    return this.shown.one(await this.backTests.cancel(params.id));
  }
}
