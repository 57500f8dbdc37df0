import { BadRequestException, Body, Controller, Get, Headers, HttpCode, Post } from '@nestjs/common';
import { operationOf, recordPurchase } from '@regulars/contracts';
import { EarningService } from './earning.service.ts';

@Controller()
export class EarningController {
  constructor(private readonly earning: EarningService) {}

  @Get('readyz')
  ready(): string {
    return 'ok';
  }

  @Post('api/v1/purchases')
  @HttpCode(201)
  async earn(
    @Headers('authorization') authorization: string,
    @Headers('idempotency-key') key: string,
    @Body() sent: unknown,
  ): Promise<object> {
    const read = operationOf(recordPurchase).body.safeParse(sent);
    if (!read.success || !key) throw new BadRequestException();
    return this.earning.earn(authorization.replace('Bearer ', ''), key, read.data);
  }
}
