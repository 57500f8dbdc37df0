import { Module } from '@nestjs/common';
import { PastSales } from './past-sales.ts';
import { SaleParticipants } from './sale-participants.ts';

@Module({ providers: [PastSales, SaleParticipants], exports: [PastSales, SaleParticipants] })
export class SalesModule {}
