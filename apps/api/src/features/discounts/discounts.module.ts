import { Module } from '@nestjs/common';
import { ClubModule } from '../club/index.ts';
import { DiscountReferences } from './discount-references.ts';

@Module({ imports: [ClubModule], providers: [DiscountReferences], exports: [DiscountReferences] })
export class DiscountsModule {}
